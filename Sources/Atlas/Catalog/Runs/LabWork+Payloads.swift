import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension LabWork {
  /// Adds the payloads of the mutations of labs at work.
  func registerPayloads(in map: inout ResolverMap) {
    map.add(
      API.StartLabPayload.Fields<Payload<LabRunOutcome>>(
        status: .status, job: .reference { $0.outcome?.jobID }, userErrors: .userErrors()))
    map.add(API.ExtendLabPayload.Fields<Payload<LabRunOutcome>>(status: .status, userErrors: .userErrors()))
    map.add(
      API.ResetLabPayload.Fields<Payload<LabRunOutcome>>(
        status: .status, job: .reference { $0.outcome?.jobID }, userErrors: .userErrors()))
    map.add(API.StopLabPayload.Fields<Payload<LabRunOutcome>>(status: .status, userErrors: .userErrors()))
    map.add(API.ReportLabStatusPayload.Fields<Payload<LabRunOutcome>>(status: .status, userErrors: .userErrors()))
    map.add(API.CheckLabPayload.Fields<Payload<Rows>>(results: checkResults, userErrors: .userErrors()))
    map.add(
      API.RevealLabHintPayload.Fields<Payload<LabHintReveal>>(
        hint: revealedHint, status: .labStatus { $0.outcome.map { ($0.lab, $0.userID) } }, userErrors: .userErrors()))
  }

  private var checkResults: FieldResolver<Payload<Rows>, NoArguments, [API.LabCheckResult]?> {
    .batch { payloads, _, _ in
      // A mutation answers one payload.
      let rows = payloads.map(\.outcome).first ?? nil
      let results = Batch<LabCheckResultRow>(rows.map { RowStorage($0) } ?? RowStorage())
      return ColumnOf(
        unchecked: Column(
          .list(
            ListColumn(
              offsets: ColumnOf<[API.LabCheckResult]>.offsets([rows?.count ?? 0]), nulls: rows == nil ? [0] : nil,
              inner: Column(.objects(ObjectColumn(results)))))))
    }
  }

  private var revealedHint: FieldResolver<Payload<LabHintReveal>, NoArguments, API.LabHint?> {
    .fetch { payloads, _, context in
      guard let reveal = payloads.map(\.outcome).first ?? nil else {
        return .objects(Batch<LabHintRow>(RowStorage()), rows: payloads.map { _ in -1 })
      }
      let rows = try await context.read(LabHintStatements.revealed(reveal))
      return .objects(Batch<LabHintRow>(RowStorage(rows)), rows: [rows.count > 0 ? 0 : -1])
    }
  }
}
