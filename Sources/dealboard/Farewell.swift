/// The signal by which the program is to die once everything is put away, as whoever sent it expects.
final class Farewell {
  var signal: Int32?
}
