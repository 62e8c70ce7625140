import DemoContent

/// What a demo account is like.
struct DemoProfile: Sendable {
  let account: DemoAccount
  let firstName: String
  let lastName: String
  let displayName: String
  let roles: [String]
  let bio: String
  let timeZone: String

  var email: String { account.email }

  static let learners = [
    DemoProfile(
      account: .learner, firstName: "Maya", lastName: "Lindqvist", displayName: "Maya Lindqvist", roles: ["STUDENT"],
      bio: "Backend developer, three years in. I want to know why things break before they do.",
      timeZone: "Europe/Stockholm"),
    DemoProfile(
      account: .learner2, firstName: "Tomás", lastName: "Herrera", displayName: "Tomás H.", roles: ["STUDENT"],
      bio: "Came from data engineering. Currently reading everything about consensus.", timeZone: "Europe/Madrid"),
  ]

  static let creator = DemoProfile(
    account: .creator, firstName: "Ingrid", lastName: "Vasić", displayName: "Ingrid Vasić",
    roles: ["CREATOR", "STUDENT"], bio: "I draw systems until they are simple enough to be wrong in only one place.",
    timeZone: "Europe/Vienna")

  static let instructor = DemoProfile(
    account: .instructor, firstName: "Kwame", lastName: "Boateng", displayName: "Dr. Kwame Boateng",
    roles: ["INSTRUCTOR"], bio: "Taught distributed systems for ten years and was on call for most of them.",
    timeZone: "Europe/London")

  static let admin = DemoProfile(
    account: .admin, firstName: "Yuki", lastName: "Tanabe", displayName: "Yuki Tanabe", roles: ["ADMIN"],
    bio: "Keeps Atlas running.", timeZone: "Asia/Tokyo")

  static let all = learners + [creator, instructor, admin]
}

extension DemoAccount {
  var email: String { "\(rawValue)@atlas.example" }
}
