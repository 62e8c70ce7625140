import GraphQLSyntax

/// The error of a parse as `message (line:column)`; nil where the document is good.
func fault(_ source: String, limits: Parser.Limits = Parser.Limits()) -> String? {
  do throws(GraphQLError) {
    _ = try Parser.parse(source, limits: limits)
    return nil
  } catch {
    let places = error.locations.map { "\($0.line):\($0.column)" }
    return "\(error.message) (\(places.joined(separator: ", ")))"
  }
}

/// A document parsed and printed again; the error where it does not parse.
func reprinted(_ source: String) -> String {
  do throws(GraphQLError) {
    return Printer.print(try Parser.parse(source))
  } catch {
    return error.message
  }
}
