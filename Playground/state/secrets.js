// Takes secrets out of what is kept or shared: values whose names say that they are secret.

import { parse } from "../language/parser.js";
import { walk } from "../language/references.js";

export const maskText = "••••••";

const secretName = /pass(word|phrase|code)|secret|token|credential|authorization|recovery|verifier|api_?key|^code$|(mfa|otp|totp|auth|login)_?code|^otp$|^pin$/i;

/** Whether a variable, argument or member of this name is secret. */
export const isSecretName = (name) => secretName.test(name);

/** A value of variables with its secrets masked, however deep they are. */
export function maskValue(value, name = "") {
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((each) => maskValue(each, name));
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(
      ([key, each]) => [key, maskValue(each, isSecretName(key) ? key : name && isSecretName(name) ? name : "")]));
  }
  return isSecretName(name) ? maskText : value;
}

/** A text of variables with its secrets masked; a text that is no JSON is not kept at all. */
export function maskVariables(text) {
  if (!text.trim()) return "";
  try {
    const value = JSON.parse(text);
    const masked = maskValue(value);
    return JSON.stringify(masked) === JSON.stringify(value) ? text : JSON.stringify(masked, null, 2);
  } catch {
    return "";
  }
}

/** An operation whose secrets stand in its own text, as `login(password: "...")` has them, without these. */
export function maskQuery(text) {
  const places = [];
  walk(parse(text).definitions, (node) => {
    if (!["Argument", "ObjectField", "VariableDefinition"].includes(node.kind)) return;
    if (!node.name || !isSecretName(node.name.text)) return;
    walk(node.value, (value) => {
      if (["String", "Int", "Float"].includes(value.kind)) places.push(value);
    });
  });
  let masked = text;
  for (const { start, end } of [...new Set(places)].sort((one, other) => other.start - one.start)) {
    masked = `${masked.slice(0, start)}"${maskText}"${masked.slice(end)}`;
  }
  return masked;
}
