import Jobs
import Mail
import Postgres
import Synchronization

/// What waits in the tables of jobs and mails, counted now and then, and never because somebody asks for metrics.
final class WaitingWork: Sendable {
  struct Figures: Sendable {
    var jobs: JobQueue
    var mails: Int
  }

  private let database: Database
  private let courier: MailCourier
  private let state = Mutex<Figures?>(nil)

  init(database: Database, courier: MailCourier) {
    self.database = database
    self.courier = courier
  }

  /// What was counted last; nil where the database does not say.
  var figures: Figures? { state.withLock { $0 } }

  /// Counts every 15 seconds until the task is cancelled.
  func run() async {
    repeat { await look() } while (try? await Task.sleep(for: .seconds(15))) != nil
  }

  /// Counts once.
  func look() async {
    do {
      let jobs = try await JobQueue.read(database)
      let figures = Figures(jobs: jobs, mails: try await courier.waitingCount())
      state.withLock { $0 = figures }
    } catch {
      // Old numbers would say that all is well.
      state.withLock { $0 = nil }
    }
  }
}
