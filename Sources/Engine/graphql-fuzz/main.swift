// graphql-fuzz: throws generated and mutated documents at lexer, parser, printer and validator.
// Neighbours: the engine's modules up to validation; nothing depends on it. `make fuzz SECONDS=60` runs it.
// Invariant: the sequence of inputs depends on the seed alone, so every failure can be repeated.
import Glibc

guard let options = FuzzOptions(CommandLine.arguments.dropFirst()) else {
  print(FuzzOptions.usage)
  exit(2)
}
var session = FuzzSession(options)
exit(session.run() ? 0 : 1)
