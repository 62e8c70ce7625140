import GraphQLSchema
import GraphQLSyntax

/// A loader that fetches.
struct BegunLoad {
  let typeName: String
  let askedCount: Int
  let flush: LoaderFlush
  let began: ContinuousClock.Instant?
}

extension Executor {
  /// Makes all loaders begin to fetch what was asked for since the last wave.
  mutating func flushLoaders(_ failures: inout [String: any Error]) -> [BegunLoad] {
    var begun: [BegunLoad] = []
    for (typeName, loader) in context.activeLoaders {
      let began = context.record.moment
      let askedCount = began == nil ? 0 : asked.removeValue(forKey: typeName) ?? 0
      do {
        let selected = plan.executable.schema.type(named: typeName).map { plan.selected(ofType: $0.id) } ?? .all
        if let flush = try loader.flush(selected, context) {
          begun.append(BegunLoad(typeName: typeName, askedCount: askedCount, flush: flush, began: began))
        } else if askedCount > 0 {
          noteLoader(typeName, asked: askedCount, fetched: 0, since: began)
        }
      } catch {
        failures[typeName] = error
      }
    }
    return begun
  }

  /// The objects that a request asked for, now that they are loaded.
  func column(of request: LoadRequest) -> Column {
    if request.groups.count == 1, request.groups[0].positions.count == request.count {
      let group = request.groups[0]
      guard let loader = context.loader(group.typeName, in: plan.executable) else { return unloadable(group.typeName) }
      let loaded = loader.batch(of: group.keys)
      return Column(.objects(ObjectColumn(loaded.batch, typeName: group.typeName, rows: loaded.rows)))
    }
    var rows = [Int32](repeating: -1, count: request.count)
    var groupOfPosition = [UInt16](repeating: 0, count: request.count)
    var groups: [ObjectColumn.Group] = []
    for group in request.groups {
      guard let loader = context.loader(group.typeName, in: plan.executable) else { return unloadable(group.typeName) }
      let loaded = loader.batch(of: group.keys)
      for (index, position) in group.positions.enumerated() {
        rows[Int(position)] = loaded.rows[index]
        groupOfPosition[Int(position)] = UInt16(truncatingIfNeeded: groups.count)
      }
      groups.append(ObjectColumn.Group(typeName: group.typeName, batch: loaded.batch))
    }
    return Column(.objects(ObjectColumn(groups: groups, groupOfPosition: groupOfPosition, rows: rows)))
  }

  private func unloadable(_ typeName: String) -> Column {
    Column(.failure(GraphQLError("Type \(typeName) cannot be loaded by key.", code: .internalError)))
  }
}
