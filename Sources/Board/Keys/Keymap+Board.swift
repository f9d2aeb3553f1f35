extension Keymap {
  /// The keys of the board, which the other screens inherit as far as they have use for them.
  package static let board = Keymap("Keys on the board", boardRows)

  private static let boardRows: [Binding] = [
    Binding(
      "h,left", .left, .move, "to the stage at the left", shown: "h",
      help: .row(keys: "h j k l", words: "left, down, up, right")),
    Binding("l,right", .right, .move, "to the stage at the right", shown: "l", help: .grouped),
    Binding("j,down", .down, .move, "to the deal below", shown: "j", help: .grouped),
    Binding("k,up", .up, .move, "to the deal above", shown: "k", help: .grouped),
    Binding(
      "g g,home", .first, .move, "to the first deal", shown: "gg", help: .row(keys: "gg G", words: "first, last deal")),
    Binding("G,end", .last, .move, "to the last deal", help: .grouped),
    Binding(
      "ctrl-d", .halfPageDown, .move, "half a page down",
      help: .row(keys: "ctrl-d u", words: "half a page down, up")),
    Binding("ctrl-u", .halfPageUp, .move, "half a page up", help: .grouped),
    Binding("pgdn", .pageDown, .move, "a page down", help: .row(keys: "pgdn up", words: "a page down, up")),
    Binding("pgup", .pageUp, .move, "a page up", help: .grouped),
    Binding("1", .stage1, .move, "to the first stage", help: .row(keys: "1-9", words: "go to that stage")),
    Binding("2", .stage2, .move, "to the second stage", help: .grouped),
    Binding("3", .stage3, .move, "to the third stage", help: .grouped),
    Binding("4", .stage4, .move, "to the fourth stage", help: .grouped),
    Binding("5", .stage5, .move, "to the fifth stage", help: .grouped),
    Binding("6", .stage6, .move, "to the sixth stage", help: .grouped),
    Binding("7", .stage7, .move, "to the seventh stage", help: .grouped),
    Binding("8", .stage8, .move, "to the eighth stage", help: .grouped),
    Binding("9", .stage9, .move, "to the ninth stage", help: .grouped),

    Binding(
      "H,<,shift-left", .moveBack, .deals, "move back one stage",
      help: .row(keys: "H L", words: "move back or on one stage")),
    Binding(
      "L,>,shift-right", .moveOn, .deals, "move on one stage", help: .grouped, footer: (1, "H L", "move deal")),
    Binding("m", .moveTo, .deals, "move to a stage", footer: (2, "m", "to stage")),
    Binding("w", .won, .deals, "mark won", footer: (5, "w", "won")),
    Binding("x", .lost, .deals, "mark lost, with a reason", footer: (6, "x", "lost")),
    Binding("o", .reopen, .deals, "reopen, in the stage before"),
    Binding("a,insert", .add, .deals, "add a deal, in one line", footer: (4, "a", "add")),
    Binding("enter", .open, .deals, "open the deal", footer: (3, "enter", "open")),
    Binding("e", .edit, .deals, "edit its fields"),
    Binding("E", .editOutside, .deals, "edit them in your editor"),
    Binding("i", .record, .deals, "all fields, or the timeline"),
    Binding("d,delete", .delete, .deals, "delete, after a question"),
    Binding(
      "u", .undo, .deals, "undo", help: .row(keys: "u U", words: "undo, redo"), footer: (8, "u", "undo")),
    Binding("U,ctrl-r", .redo, .deals, "redo", help: .grouped),

    Binding("s", .step, .facts, "plan the next step"),
    Binding("c", .doneAndNext, .facts, "step done, plan the next"),
    Binding("A", .log, .facts, "log a call, mail or note"),
    Binding("D", .closeDate, .facts, "close date, in words"),
    Binding("$", .value, .facts, "value"),
    Binding("O", .owner, .facts, "owner, by initials or name"),
    Binding("P", .park, .facts, "park until a date"),
    Binding("=", .stall, .facts, "stall, or wake"),
    Binding(
      "y y", .copyLine, .facts, "copy the deal as a line", shown: "yy",
      help: .row(keys: "yy yn yi", words: "copy line, name, id")),
    Binding("y n", .copyName, .facts, "copy its name", shown: "yn", help: .grouped),
    Binding("y i", .copyID, .facts, "copy its id", shown: "yi", help: .grouped),

    Binding("space", .mark, .select, "mark and step down", footer: (10, "space", "mark")),
    Binding("v", .markRange, .select, "mark from here to there"),
    Binding("V", .markStage, .select, "mark the stage"),
    Binding("*", .markAll, .select, "mark all in the filter"),

    Binding("/", .filter, .find, "filter as you type", footer: (7, "/", "filter")),
    Binding(
      "n", .nextAttention, .find, "to the next deal that needs attention", shown: "n",
      help: .row(keys: "n N", words: "needs attention: next, back")),
    Binding("N", .lastAttention, .find, "back to the last one that does", help: .grouped),
    Binding("f", .filterMenu, .find, "filter menu, saved filters"),
    Binding("esc", .clear, .find, "one step back; end filter"),
    Binding("!", .explain, .find, "why it needs attention"),

    Binding("t", .triage, .views, "triage of what needs you", footer: (9, "t", "triage")),
    Binding("T", .today, .views, "today: tasks of all deals"),
    Binding("p", .pipelines, .views, "switch the pipeline", footer: (11, "p", "pipelines")),
    Binding("S", .stages, .views, "edit stages and pipelines"),
    Binding("tab", .otherSide, .views, "the board, or the open deal"),
    Binding("z z", .fold, .views, "fold or unfold the stage", shown: "zz"),
    Binding("z M", .foldAll, .views, "fold the closed stages", shown: "zM"),
    Binding("z R", .unfoldAll, .views, "unfold all stages", shown: "zR"),
    Binding("z d", .cardSize, .views, "next card size", shown: "zd"),
    Binding("z s", .order, .views, "order of the cards", shown: "zs"),
    Binding("z x", .lossReasons, .views, "your reasons for lost deals", shown: "zx"),
    Binding("z t", .tour, .views, "the demo's practice tour", shown: "zt"),

    Binding("?,f1", .help, .program, "these keys"),
    Binding(":,ctrl-p", .palette, .program, "commands by name", footer: (12, ":", "commands")),
    Binding("ctrl-l", .redraw, .program, "draw the screen anew"),
    Binding("R,f5", .reload, .program, "read the file anew"),
    Binding("ctrl-z", .suspend, .program, "stop for a while, until fg"),
    Binding("q,ctrl-c", .quit, .program, "quit; everything is saved", footer: (13, "q", "quit")),
  ]
}
