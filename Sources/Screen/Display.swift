// The waist between what decides and the terminal: a canvas goes down, keys come up.

/// One thing that the terminal reports.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// Text pasted between the bracketed-paste marks, with line ends as `\n` and nothing else removed.
  case paste(String)
  /// The last Esc was the beginning of what the terminal sent by itself, or of a key, that paused on its way: whatever
  /// it did is to be undone.
  case escapeTakenBack
  case resize(Size)
  /// The program was stopped and goes on; the whole screen must be shown anew.
  case resumed
  /// A signal asks the program to end; `number` is the signal, so that the program can die by it.
  case terminate(signal: Int32)
  /// The terminal is gone (hang-up or end of input): stop at once and do not touch it.
  case hangUp
}

/// The terminal as the session loop sees it; `Curses` is the real one, tests have another.
package protocol Display: AnyObject {
  var size: Size { get }

  /// Waits for the next input; nil when `milliseconds` passed without one. Nil for `milliseconds` waits for ever.
  func next(within milliseconds: Int?) -> Input?

  /// Shows the canvas, sending only what differs from the picture before.
  func show(_ canvas: Canvas)

  /// Forgets what the terminal shows, so that the next `show` sends every cell.
  func invalidate()

  /// Asks the terminal to put the text into its clipboard; whether it does is not known.
  func copy(_ text: String)

  /// Leaves the screen, stops the process as Ctrl-Z does, and comes back when it is continued.
  func suspend()
}
