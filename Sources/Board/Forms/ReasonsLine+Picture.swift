import Sales
import Screen

extension ReasonsLine {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")] }

  func prompt(on painter: Painter) -> Prompt? {
    let most = LostForm.mostReasons
    return Prompt(
      label: "reasons ", editor: editor,
      hints: ["1-\(most), with commas between; empty: the usual ones", "with commas between"])
  }
}
