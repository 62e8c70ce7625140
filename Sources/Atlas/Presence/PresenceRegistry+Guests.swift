import AtlasAPI

// Those who listen to this instance.
extension PresenceRegistry {
  /// A stream of somebody about a group begins.
  ///
  /// - Parameter isMember: nil where it is not known whether they are a member: an admin need not be one.
  mutating func enter(_ attendee: Attendee, isMember: Bool?, at now: PresenceMoment) {
    var guest = guests[attendee.user] ?? Guest(lastActive: now.instant)
    var attendance = guest.attendances[attendee.group] ?? Attendance(since: now.time)
    attendance.streamCount += 1
    attendance.leftAt = nil
    let isNews = isMember == true && attendance.isMember != true
    if isMember != nil { attendance.isMember = isMember }
    guest.attendances[attendee.group] = attendance
    guests[attendee.user] = guest
    noteActivityHere(of: attendee.user, at: now)
    if isNews { tell(attendee) }
  }

  /// A stream of somebody about a group has ended. They are there for a while longer: who connects again was never away.
  mutating func leave(_ attendee: Attendee, at now: PresenceMoment) {
    guard var attendance = guests[attendee.user]?.attendances[attendee.group] else { return }
    attendance.streamCount = max(0, attendance.streamCount - 1)
    if attendance.streamCount == 0 { attendance.leftAt = now.instant }
    guests[attendee.user]?.attendances[attendee.group] = attendance
  }

  /// Those who listen here.
  ///
  /// - Parameter unknown: only those of whom it is not known whether they are members.
  func attendees(unknown: Bool) -> [Attendee] {
    guests.flatMap { user, guest in
      guest.attendances.compactMap { group, attendance in
        unknown && attendance.isMember != nil ? nil : Attendee(group: group, user: user)
      }
    }
  }

  /// Which of these are members at present: the others are there for nobody.
  mutating func setMembers(_ members: Set<Attendee>, among asked: [Attendee]) {
    for attendee in asked {
      guard let attendance = guests[attendee.user]?.attendances[attendee.group] else { continue }
      let isMember = members.contains(attendee)
      guests[attendee.user]?.attendances[attendee.group]?.isMember = isMember
      if isMember != (attendance.isMember ?? false) { tell(attendee) }
    }
  }

  /// Ends what has lasted long enough: attendances without a stream, activity, instances that are silent.
  ///
  /// - Returns: whether a heartbeat is due.
  mutating func tick(at now: PresenceMoment) -> Bool {
    for (user, guest) in guests {
      for (group, attendance) in guest.attendances {
        if let leftAt = attendance.leftAt, now.instant - leftAt >= settings.grace {
          remove(Attendee(group: group, user: user))
        }
      }
      if now.instant - guest.lastActive >= settings.idleAfter { setIdle(true, user, at: now) }
    }
    for (name, instance) in instances where now.instant - instance.heardAt >= settings.silence { forget(name) }
    let isDue = lastHeartbeat.map { now.instant - $0 >= settings.heartbeat } ?? true
    if isDue { lastHeartbeat = now.instant }
    return isDue
  }

  private mutating func remove(_ attendee: Attendee) {
    let wasThere = ownEntry(attendee) != nil
    guests[attendee.user]?.attendances[attendee.group] = nil
    if guests[attendee.user]?.attendances.isEmpty == true { guests[attendee.user] = nil }
    if wasThere { tell(attendee) }
  }

  /// Tells the others all who are there by this instance, in parts; nothing where nobody is, nor was at the last time.
  mutating func tellAll(at now: PresenceMoment) {
    let listed = attendees(unknown: false).sorted().compactMap { attendee in
      ownEntry(attendee).map { entry in
        let focus = focus(of: attendee.user, at: now.instant)
        return ListedAttendee(
          attendee: attendee, entry: entry, focus: focus?.diagram,
          focusAgeMilliseconds: focus.map { (now.instant - $0.notedAt).milliseconds } ?? 0)
      }
    }
    defer { hasListed = !listed.isEmpty }
    guard hasListed || !listed.isEmpty else { return }
    var after: Attendee?
    var rest = listed[...]
    repeat {
      let part = rest.prefix(PresenceMessage.listSize)
      rest = rest.dropFirst(PresenceMessage.listSize)
      let through = rest.isEmpty ? nil : part.last?.attendee
      effects.messages.append(.list(Array(part), after: after, through: through))
      after = through
    } while !rest.isEmpty
  }
}

extension Duration {
  /// Whole milliseconds; what is longer than a day is a day.
  var milliseconds: Int64 {
    let bounded = min(max(self, .zero), .seconds(86_400))
    return bounded.components.seconds * 1_000 + bounded.components.attoseconds / 1_000_000_000_000_000
  }
}
