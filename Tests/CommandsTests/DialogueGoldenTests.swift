import Sales
import Screen
import Support
import Testing

@testable import Commands

/// A picture of the dialogue: the keys that lead to it and the size of the screen.
struct DialoguePicture: CustomStringConvertible, Sendable {
  let name: String
  let keys: String
  var rows = 24
  var columns = 80
  var isASCII = false

  var description: String { name }

  /// Each page at 80x24 and 120x36, then what opens over a page, small screens and ASCII.
  static let all: [DialoguePicture] = {
    let ways = [
      ("columns", ""), ("stages", "l enter"), ("people", "l enter enter enter"),
      ("counts", "l enter enter enter enter l enter"),
    ]
    let sizes = [(24, 80), (36, 120)]
    var pictures = ways.flatMap { name, keys in
      sizes.map { rows, columns in
        DialoguePicture(name: "import-\(name)-\(columns)x\(rows)", keys: keys, rows: rows, columns: columns)
      }
    }
    pictures += [
      DialoguePicture(name: "import-columns-unfolded-80x24", keys: "l G"),
      DialoguePicture(name: "import-columns-60x16", keys: "", rows: 16, columns: 60),
      DialoguePicture(name: "import-counts-60x16", keys: ways[3].1, rows: 16, columns: 60),
      DialoguePicture(name: "import-columns-ascii", keys: "", isASCII: true),
      DialoguePicture(name: "import-counts-ascii", keys: ways[3].1, isASCII: true),
      DialoguePicture(name: "import-picker-80x24", keys: "m 'cl'"),
      DialoguePicture(name: "import-picker-none-80x24", keys: "m 'qx'"),
      DialoguePicture(name: "import-file-80x24", keys: "o j"),
      DialoguePicture(name: "import-help-80x24", keys: "?"),
    ]
    return pictures
  }()
}

@Suite("Pictures of the import dialogue") struct DialogueGoldenTests {
  @Test("every picture is as it was recorded", arguments: DialoguePicture.all)
  func picture(_ picture: DialoguePicture) throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.world.takesUTF8 = !picture.isASCII
    let canvas = try #require(rig.play(picture.keys, rows: picture.rows, columns: picture.columns))
    for difference in Golden.differences(canvas.description, from: picture.name) { Issue.record("\(difference)") }
  }

  @Test("a long import is a bar in the message row, and the footer says how to stop it")
  func progress() throws {
    let file = try TableFile(bytes: Array(DialogueFile.plain.utf8))
    let present = Present(now: Timestamp(seconds: 1_796_000_000), zone: .utc)
    var context = ImportContext(present: present)
    context.pipelines = [.first]
    let plan = try ImportPlan(file, options: ImportOptions(), context: context)
    let pages = ImportPages(plan: plan, tally: try plan.tally(), counts: nil, money: MoneyText(hasSigns: true))
    let size = Size(rows: 24, columns: 80)
    var dialogue = ImportDialogue(file: "deals-2025.csv", pages: pages, size: size, glyphs: .unicode)
    #expect(dialogue.start() == [.count])
    dialogue.tallied(pages)
    dialogue.progress = ImportDialogue.Progress(title: "Importing", done: 34_000, total: 83_000)
    for difference in Golden.differences(render(dialogue).description, from: "import-progress-80x24") {
      Issue.record("\(difference)")
    }
  }

  @Test("in ASCII nothing but ASCII is drawn of the dialogue's own signs")
  func ascii() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    rig.world.takesUTF8 = false
    let canvas = try #require(rig.play(""))
    #expect(canvas.text.allSatisfy { row in row.utf8.allSatisfy { $0 < 0x80 } })
  }
}
