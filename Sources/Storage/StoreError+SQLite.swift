import CSQLite
import Glibc
import Sales

extension StoreError {
  /// What the result code of the last call on the connection means.
  init(_ code: Int32, of database: OpaquePointer?) {
    let words: UnsafePointer<CChar>? = if let database { sqlite3_errmsg(database) } else { sqlite3_errstr(code) }
    self.init(
      code, words.map { String(cString: $0) } ?? "error \(code)",
      systemError: database.map { sqlite3_system_errno($0) } ?? 0)
  }

  /// What is in brackets in the error's sentence, where it has such.
  var detail: String {
    switch self {
    case .foreign(let words), .damaged(let words), .failed(let words): words
    case .refused, .refusedAt, .notFound, .conflict, .busy, .readOnly, .replaced, .newerSchema, .full, .interrupted,
      .unusable:
      sentence
    }
  }

  private init(_ code: Int32, _ words: String, systemError: Int32) {
    // The low byte is the primary code; the rest of an extended one only refines it.
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_READONLY: self = .readOnly
    case SQLITE_CORRUPT: self = .damaged(words)
    case SQLITE_NOTADB: self = .foreign(words)
    case SQLITE_FULL: self = .full
    case SQLITE_INTERRUPT: self = .interrupted
    // A log or index that cannot grow is reported as a failed write.
    case SQLITE_IOERR where systemError == ENOSPC || systemError == EDQUOT: self = .full
    case SQLITE_IOERR where systemError == EROFS: self = .readOnly
    case SQLITE_IOERR where code == Self.shortRead: self = .damaged("it or its log was cut off")
    case SQLITE_CANTOPEN where systemError == EMFILE || systemError == ENFILE: self = .unusable(Self.tooManyFiles)
    default: self = .failed(words)
    }
  }

  /// `SQLITE_IOERR_SHORT_READ`, a macro that Swift does not see.
  private static let shortRead = SQLITE_IOERR | 2 << 8

  /// What is said where the system gives no more descriptors.
  static let tooManyFiles =
    "No more files can be opened: the limit of this shell or of the system is reached. "
    + "Close programs, or raise the limit with ulimit -n."
}
