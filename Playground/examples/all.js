// All examples, by area. In variables "$name" stands for something that the page knows: state/known.js.

import { accountExamples } from "./accounts.js";
import { catalogExamples } from "./catalog.js";
import { contentExamples } from "./contents.js";
import { groupExamples } from "./groups.js";
import { labExamples } from "./labs.js";
import { platformExamples } from "./platform.js";
import { progressExamples } from "./progress.js";
import { tutorExamples } from "./tutor.js";

/** `{ area, title, about, query, values }` */
export const examples = Object.entries({
  Diagrams: catalogExamples,
  "Sign in and accounts": accountExamples,
  Labs: labExamples,
  "Progress and analytics": progressExamples,
  "Study groups": groupExamples,
  "AI tutor": tutorExamples,
  "Contents and atoms": contentExamples,
  Platform: platformExamples,
}).flatMap(([area, list]) => list.map(([title, about, query, values = {}]) => ({ area, title, about, query, values })));
