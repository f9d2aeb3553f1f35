extension Attention {
  /// The reason as a sentence without its full stop, with the limit that it passed.
  package var sentence: String {
    switch self {
    case .overdue(let days, let hours):
      days > 0
        ? "next step is \(counted(days, "day")) late"
        : hours > 0 ? "next step is \(counted(hours, "hour")) late" : "next step is due now"
    case .pastClose(let days): "close date passed \(counted(days, "day")) ago"
    case .idle(let days, let limit): "untouched for \(counted(days, "day")), the limit here is \(limit)"
    case .slow(let days, let limit): "\(counted(days, "day")) in this stage, its limit is \(limit)"
    case .noStep: "no next step planned"
    case .noValue: "no value"
    case .noCloseDate: "no close date"
    case .noOwner: "no owner"
    }
  }

  /// The same where there is little room.
  package var shortSentence: String {
    switch self {
    case .idle(let days, let limit): "untouched \(counted(days, "day")), limit \(limit)"
    case .slow(let days, let limit): "\(counted(days, "day")) here, its limit is \(limit)"
    case .overdue, .pastClose, .noStep, .noValue, .noCloseDate, .noOwner: sentence
    }
  }
}
