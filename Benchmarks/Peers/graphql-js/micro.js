'use strict';
// graphql-js measured in process, by the names and over the inputs of graphql-benchmark: commands come line by line on
// standard input, each is answered with one line. Needs NODE_PATH to reach graphql; the argument is the inputs' folder.
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { buildSchema, parse, validate, execute, version } = require('graphql');
const { getVariableValues } = require('graphql/execution/values');

const read = (name) => fs.readFileSync(path.join(process.argv[2], name), 'utf8');
const schema = buildSchema(read('schema.graphql'));
const atlas = buildSchema(read('atlas.graphql'), { assumeValidSDL: true });
const range = (count, make) => Array.from({ length: count }, (_, i) => make(i));

// The data of MemoryData.swift.
const users = range(50, (i) => ({
  id: String(i), name: `User ${i}`, email: `user${i}@example.org`, role: 'STUDENT', bio: null }));
const atoms = range(1250, (i) => ({
  id: String(i), title: `Atom ${i}`, subject: 'biology', summary: `Explains ${i}`, difficulty: i % 5, minutes: i % 40,
  mastery: 0.5, published: true }));
const diagrams = range(50, (i) => ({
  id: String(i), title: `Diagram ${i}`, category: 'FLOWCHART', mermaidSource: 'graph TD; A-->B', viewCount: i * 7,
  published: true, author: users[i], tags: ['one', 'two'], labs: [{ id: '1', title: 'Lab', difficulty: 3 }] }));
const groups = range(20, (group) => ({
  id: String(group), name: `Group ${group}`, topic: `Topic ${group}`,
  members: range(20, (i) => ({ role: 'MEMBER', user: users[(group + i) % 50] })),
  messages: range(20, (i) => ({
    id: String(group * 20 + i), content: `Message ${i} says "hello" to group ${group}`,
    author: users[(group + i * 3) % 50] })) }));

for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith('__') || !type.getFields || !type.getInterfaces) continue;
  for (const field of Object.values(type.getFields())) {
    const name = field.name;
    field.resolve = (source) => source[name];
  }
}
const resolve = (type, field, resolver) => { schema.getType(type).getFields()[field].resolve = resolver; };
resolve('Query', 'diagram', (_, { id }) => diagrams.find((diagram) => diagram.id === id));
resolve('Query', 'diagrams', (_, { first }) => diagrams.slice(0, first));
resolve('Query', 'studyGroups', (_, { first }) => groups.slice(0, first));
resolve('Query', 'atoms', (_, { first }) => atoms.slice(0, first));
resolve('StudyGroup', 'members', (group, { first }) => group.members.slice(0, first));
resolve('StudyGroup', 'messages', (group, { first }) => group.messages.slice(0, first));

const bytes = (result) => {
  if (result.errors) throw result.errors[0];
  return Buffer.from(JSON.stringify(result));
};
const checked = (schema, document) => {
  const errors = validate(schema, document);
  if (errors.length) throw errors[0];
  return errors.length;
};
const measurements = new Map();
const add = (name, run, answer) => measurements.set(name, { run, answer, count: 0 });

for (const [name, file] of [['small', 'dashboard'], ['large', 'large']]) {
  const source = read(`${file}.graphql`);
  add(`parse-${name}`, () => parse(source).definitions.length);
}
const deepBody = fs.readFileSync(path.join(process.argv[2], 'deep.json'));
add('request-json', () => JSON.parse(deepBody.toString('utf8')).query.length);
for (const [name, types] of [['deep', schema], ['dashboard', atlas], ['introspection', schema]]) {
  const document = parse(read(`${name}.graphql`));
  add(`validate-${name}`, () => checked(types, document));
}
for (const name of ['deep', 'mutation']) {
  const { query, variables } = JSON.parse(read(`${name}.json`));
  const definitions = parse(query).definitions[0].variableDefinitions;
  add(`coerce-${name}`, () => Object.keys(getVariableValues(schema, definitions, variables).coerced).length);
}
for (const name of ['wide', 'one', 'deep', 'introspection']) {
  const { query, variables } = JSON.parse(read(`${name}.json`));
  const document = parse(query);
  const answer = () => bytes(execute({ schema, document, variableValues: variables }));
  add(`execute-${name}`, () => answer().length, answer);
}
const documents = new Map();
const request = (body, keep) => {
  const { query, variables } = JSON.parse(body.toString('utf8'));
  let document = keep ? documents.get(query) : undefined;
  if (!document) {
    document = parse(query);
    checked(schema, document);
    if (keep) documents.set(query, document);
  }
  return bytes(execute({ schema, document, variableValues: variables }));
};
for (const [name, file, keep] of [
  ['answer-one', 'one', true], ['answer-deep', 'deep', true], ['answer-deep-cold', 'deep', false],
  ['answer-introspection-cold', 'introspection', false]]) {
  const body = fs.readFileSync(path.join(process.argv[2], `${file}.json`));
  add(name, () => request(body, keep).length, () => request(body, keep));
}

let sum = 0;
const time = (run, count) => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i++) sum += run();
  return Number(process.hrtime.bigint() - start);
};
/** One sample: nanoseconds per operation. The first one comes after a second of warming up, for the compiler's sake. */
const measure = (found) => {
  if (!found.count) {
    let spent = 0;
    let runs = 1;
    while (spent < 1e9) spent += time(found.run, (runs *= 2));
    const probe = Math.max(1, runs >> 4);
    found.count = Math.max(1, Math.round(5e7 / (time(found.run, probe) / probe)));
  }
  return time(found.run, found.count) / found.count;
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [command, name] = line.split(' ');
  if (command === 'version') return console.log(`graphql-js ${version}, node ${process.versions.node}`);
  if (command === 'list') return console.log([...measurements.keys()].join(' '));
  const found = measurements.get(name);
  console.log(command === 'answer' ? found.answer().toString('utf8') : measure(found));
});
