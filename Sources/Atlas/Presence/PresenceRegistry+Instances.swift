import AtlasAPI

// What the other instances tell.
extension PresenceRegistry {
  /// This instance hears the others from now on, and wants to know who is there by them.
  mutating func askAll() { effects.messages.append(.ask) }

  /// Takes what another instance tells.
  mutating func receive(_ message: PresenceMessage, from sender: String, at now: PresenceMoment) {
    switch message {
    case .change(let attendee, let entry):
      guard note(sender, at: now) else { return }
      set(attendee, entry, of: sender)
    case .list(let listed, let after, let through):
      guard note(sender, at: now) else { return }
      replace(listed, after: after, through: through, of: sender, at: now)
    case .ask: tellAll(at: now)
    case .goodbye: forget(sender)
    case .active(let user): noteActivityHere(of: user, at: now)
    }
  }

  /// An instance is heard of; whether it is known, or may be.
  private mutating func note(_ name: String, at now: PresenceMoment) -> Bool {
    guard instances[name] != nil || instances.count < Self.instanceLimit else { return false }
    instances[name, default: Instance(heardAt: now.instant)].heardAt = now.instant
    return true
  }

  private mutating func set(_ attendee: Attendee, _ entry: PresenceEntry?, of name: String) {
    guard entry == nil || (instances[name]?.entries.count ?? 0) < Self.entryLimit else { return }
    instances[name]?.entries[attendee] = entry
    refresh(attendee)
  }

  private mutating func replace(
    _ listed: [ListedAttendee], after: Attendee?, through: Attendee?, of name: String, at now: PresenceMoment
  ) {
    let named = Set(listed.map(\.attendee))
    let gone = (instances[name]?.entries.keys ?? [:].keys).filter { attendee in
      !named.contains(attendee) && after.map { $0 < attendee } ?? true && through.map { attendee <= $0 } ?? true
    }
    for attendee in gone { set(attendee, nil, of: name) }
    for item in listed {
      set(item.attendee, item.entry, of: name)
      guard let focus = item.focus else { continue }
      learnFocus(
        of: item.attendee.user,
        PresenceFocus(diagram: focus, notedAt: now.instant - .milliseconds(item.focusAgeMilliseconds)))
    }
  }

  /// An instance is there no more.
  mutating func forget(_ name: String) {
    guard let instance = instances.removeValue(forKey: name) else { return }
    for attendee in instance.entries.keys { refresh(attendee) }
  }
}
