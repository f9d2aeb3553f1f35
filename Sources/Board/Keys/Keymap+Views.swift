extension Keymap {
  /// The keys of the walk through what needs attention: the board's, as far as they are about one deal.
  package static let triage = Keymap(
    "Keys in triage",
    [
      Binding(
        "j,down", .skip, .triage, "skip it, on to the next", shown: "j", footer: (1, "j", "skip")),
      Binding(
        "k,up", .back, .triage, "back to the deal before", shown: "k", footer: (2, "k", "the one before")),
      Binding("esc,q,ctrl-c", .clear, .triage, "to the board; t goes on", footer: (5, "esc", "board")),
    ], over: board,
    hints: [
      .open: (3, "enter", "open"), .undo: (4, "u", "undo"), .step: (6, "s", "step"), .closeDate: (7, "D", "date"),
      .lost: (8, "x", "lost"), .moveOn: (9, "L", "on"),
    ],
    where: { $0.boardOnly == nil })

  /// Those of its end.
  package static let triageEnd = Keymap(
    "Keys at the end of triage",
    [
      Binding("t", .triage, .triage, "look again", footer: (1, "t", "look again")),
      Binding("k,up", .back, .triage, "back to the last deal", shown: "k", footer: (4, "k", "the last one")),
      Binding(
        "ctrl-d,pgdn", .halfPageDown, .triage, "half a page down",
        help: .row(keys: "ctrl-d u", words: "half a page down, up"), footer: (3, "ctrl-d u", "scroll")),
      Binding("ctrl-u,pgup", .halfPageUp, .triage, "half a page up", help: .grouped),
      Binding("esc,q,ctrl-c", .clear, .triage, "to the board", footer: (2, "esc", "board")),
    ], over: board, hints: [.undo: (5, "u", "undo")],
    where: { Verb.everywhere.contains($0) || $0 == .today || $0 == .lossReasons })

  /// The keys of the list of tasks, and what the board has for the deal of the chosen one.
  package static let today = Keymap(
    "Keys of today's tasks",
    [
      Binding(
        "j,down", .down, .move, "to the task below", shown: "j", help: .row(keys: "j k", words: "down, up")),
      Binding("k,up", .up, .move, "to the task above", shown: "k", help: .grouped),
      Binding(
        "g g,home", .first, .move, "to the first task", shown: "gg",
        help: .row(keys: "gg G", words: "first, last task")),
      Binding("G,end", .last, .move, "to the last task", help: .grouped),

      Binding("c", .doneAndNext, .tasks, "done, plan the next step", footer: (1, "c", "done, plan next")),
      Binding("C", .done, .tasks, "done, nothing after it", footer: (5, "C", "done")),
      Binding("D", .dueDate, .tasks, "move to another day", footer: (2, "D", "move the date")),
      Binding("x", .drop, .tasks, "drop: it need not be done", footer: (4, "x", "drop")),
      Binding("enter", .open, .tasks, "open the deal", footer: (3, "enter", "open the deal")),

      Binding("esc,q,T,ctrl-c", .clear, .views, "back to the board", footer: (7, "esc", "board")),
    ], over: board, hints: [.undo: (6, "u", "undo")],
    where: {
      Verb.ofDeal.contains($0) || Verb.everywhere.contains($0) || Verb.pages.contains($0) || $0 == .triage
        || $0 == .lossReasons
    })

  /// The keys of the table of stages.
  package static let stages = Keymap(
    "Keys of stages and pipelines",
    [
      Binding(
        "j,down", .down, .table, "to the stage below", shown: "j", help: .row(keys: "j k", words: "down, up"),
        footer: (7, "j k", "stage")),
      Binding("k,up", .up, .table, "to the stage above", shown: "k", help: .grouped),
      Binding(
        "tab,l,right", .right, .table, "to the next cell", help: .row(keys: "tab h l", words: "to the next cell, back"),
        footer: (1, "tab", "cell")),
      Binding("shift-tab,h,left", .left, .table, "to the cell before", help: .grouped),
      Binding("enter", .editCell, .table, "edit the cell", footer: (2, "enter", "edit")),
      Binding(
        "J", .stageLater, .table, "move the stage on", help: .row(keys: "J K", words: "move the stage on, back"),
        footer: (3, "J K", "reorder")),
      Binding("K", .stageEarlier, .table, "move the stage back", help: .grouped),
      Binding("a", .addStage, .table, "add a stage", footer: (4, "a", "add")),
      Binding("d", .removeStage, .table, "remove the stage", footer: (5, "d", "remove")),
      Binding("t", .takeLesson, .table, "take what its past teaches", footer: (8, "t", "take what is learned")),

      Binding("r", .renamePipeline, .pipelines, "rename the pipeline", footer: (9, "r", "rename pipeline")),
      Binding("A", .addPipeline, .pipelines, "new pipeline", footer: (10, "A", "new pipeline")),
      Binding("*", .defaultPipeline, .pipelines, "make it the default one", footer: (11, "*", "default")),
      Binding("X", .deletePipeline, .pipelines, "delete the pipeline", footer: (12, "X", "delete pipeline")),

      Binding("esc,q,S,ctrl-c", .clear, .views, "back to the board", footer: (6, "esc", "board")),
    ], over: board, where: { Verb.everywhere.contains($0) })
}
