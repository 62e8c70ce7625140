import AtlasKernel
import GraphQLCaching
import GraphQLEngine
import GraphQLNIO
import Jobs
import LanguageModels
import Postgres
import PrometheusMetrics

extension AtlasApplication {
  /// Adds what others count, and what is looked at when metrics are asked for. Nothing here waits: each figure is a
  /// number in memory, also when the database is away.
  ///
  /// The closures hold parts of the application and not itself, which holds the registry.
  func addFigures() {
    addDatabase(metrics.registry)
    addEvents(metrics.registry)
    addWork(metrics.registry)
    addModel(metrics.registry)
    addCaches(metrics.registry)
    addSockets(metrics.registry)
  }

  private func addDatabase(_ registry: MetricsRegistry) {
    let database = database
    registry.addGauges(
      "atlas_database_connections", "Connections to the database and its replicas that are open.", by: ["server"]
    ) {
      [
        (["primary"], Double(database.openConnectionCount)),
        (["replica"], Double(database.openReplicaConnectionCount)),
      ]
    }
    registry.addGauge("atlas_database_queue", "Statements and transactions that wait for a connection.") {
      Double(database.waitingStatementCount)
    }
    registry.addGauge("atlas_database_in_flight", "Statements that the database is working on.") {
      Double(database.inFlightStatementCount)
    }
    registry.addGauge("atlas_database_healthy", "1 while there is a connection to the primary, else 0.") {
      database.isHealthy ? 1 : 0
    }
  }

  private func addEvents(_ registry: MetricsRegistry) {
    let events = events
    registry.addGauge(
      "atlas_events_lag_seconds",
      "How long ago all events had been read; up to a second where all is well."
    ) { events.lag.map { $0 / .seconds(1) } }
    registry.addCounter("atlas_events_relayed_total", "Events that were read and passed on.") {
      Double(events.relayedCount)
    }
    registry.addGauge("atlas_event_streams_open", "Streams of events within the server, of all subscriptions.") {
      Double(events.streamCount)
    }
  }

  private func addWork(_ registry: MetricsRegistry) {
    let (work, jobs) = (waitingWork, jobs)
    registry.addGauges("atlas_jobs_queued", "Jobs that wait to be done, on whatever instance.", by: ["kind"]) {
      work.figures?.jobs.counts.map { ([$0.kind], Double($0.count)) } ?? []
    }
    registry.addGauge("atlas_job_oldest_seconds", "How long the job has waited that has been due longest.") {
      work.figures.map { $0.jobs.oldest / .seconds(1) }
    }
    registry.addGauge("atlas_jobs_running", "Jobs that this instance is doing.") { Double(jobs.runningCount) }
    registry.addGauge("atlas_mail_queued", "Mails that wait to be sent, by whatever instance.") {
      work.figures.map { Double($0.mails) }
    }
  }

  private func addModel(_ registry: MetricsRegistry) {
    let model = model
    registry.addCounters(
      "atlas_tutor_model_requests_total", "Requests to the language model that ended; canceled ones by us.",
      by: ["model", "outcome"]
    ) {
      guard let model else { return [] }
      let counters = model.counters
      return [("answered", counters.replies), ("failed", counters.failures), ("canceled", counters.abandoned)]
        .map { ([model.name, $0.0], Double($0.1)) }
    }
    registry.addCounters(
      "atlas_tutor_model_tokens_total", "Tokens of requests that were answered, as the provider counts them.",
      by: ["kind"]
    ) {
      guard let counters = model?.counters else { return [] }
      return [(["prompt"], Double(counters.promptTokens)), (["completion"], Double(counters.completionTokens))]
    }
    registry.addGauge("atlas_tutor_breaker_open", "1 while the language model is left alone since it fails, else 0.") {
      model.map { $0.isSuspended ? 1 : 0 }
    }
  }

  private func addCaches(_ registry: MetricsRegistry) {
    let (responses, engine) = (responses?.cache, engine)
    registry.addCounter("atlas_response_cache_hits_total", "Answers that were there, or being read for others.") {
      responses.map { Double($0.counts.hits) }
    }
    registry.addCounter("atlas_response_cache_misses_total", "Answers that may be kept, and had to be read.") {
      responses.map { Double($0.counts.misses) }
    }
    registry.addGauge("atlas_response_cache_bytes", "What the answers take that are kept, roughly.") {
      responses.map { Double($0.bytes) }
    }
    registry.addCounter("atlas_document_cache_hits_total", "Documents that were known.") {
      Double(engine.documentCounts.hits)
    }
    registry.addCounter("atlas_document_cache_misses_total", "Documents that had to be parsed and validated.") {
      Double(engine.documentCounts.misses)
    }
  }

  private func addSockets(_ registry: MetricsRegistry) {
    let sockets = sockets
    registry.addGauge("atlas_sockets", "WebSockets that are open.") { Double(sockets.count) }
    registry.addCounters(
      "atlas_sockets_closed_total", "WebSockets that ended, by the code of the side that closed first; 1006: none.",
      by: ["code"]
    ) { sockets.endedCounts.map { (["\($0.code)"], Double($0.count)) } }
  }
}
