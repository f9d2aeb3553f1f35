package import Sales
package import Screen

/// What the session tells the model: an input, the time, or the answer to an effect.
package enum Message: Hashable, Sendable {
  case input(Input)
  /// The clock, at least once a second while something waits.
  case time(Timestamp)
  case loaded(BoardAnswer)
  case loadFailed(StoreError)
  /// What the columns hold, where the answer came without it.
  case totals([StageID: StageTotals], filter: Filter)
  /// A change of many deals is being written: so many of its parts are done.
  case saving(done: Int, of: Int)
  /// What the program tells that holds a change up; nil where it tells nothing.
  case otherWriter(WriterNote?)
  /// The login was entered into the file.
  case entered(User)
  case committed(Commit, Intent)
  case notCommitted(StoreError, Intent)
  /// Another process holds the lock: the change waits for it.
  case held(Change, Intent)
  /// What the person's earlier sessions left, once at the start.
  case remembered([Preference: String])
  /// What was being typed at the end of one of them, now this board's alone, and how many more there are.
  case claimed(Draft, others: Int)
  case answered(Answer)
  case attentive(AttentiveAnswer, AttentiveQuestion)
  /// That takes longer than a moment.
  case looking
  /// The text as it was left in the editor; whether the board was asked to end meanwhile.
  case edited(String, isEnding: Bool)
  /// Why no editor could be opened, as a sentence.
  case notEdited(String)
  /// Another program wrote to the file.
  /// The file's last change is dated then, later than the clock says.
  case fileIsAhead(Timestamp)
  case changedElsewhere
  /// Another file is in its place; what is shown and written is still the old one.
  case replacedElsewhere
}

/// What the model wants done: data, so that a test compares it and only the session performs it.
package enum Effect: Hashable, Sendable {
  case load(BoardQuestion)
  /// Answers it once nobody is typing.
  case whenIdle(IdleQuestion)
  case commit(Change, Intent)
  case ask(Question)
  /// Looks for the next deal that needs attention.
  case attentive(AttentiveQuestion)
  /// Gives the terminal to the person's editor, with the text in a file that only they can read.
  case editText(String)
  /// Puts the text into the clipboard of whoever sits at the terminal.
  case copy(String)
  case set(Preference, String?)
  /// Puts it to those that wait for the next start of a board.
  case keep(Draft)
  /// Takes the oldest of them, so that no other board opens it too.
  case claimDraft
  case redraw
  case suspend
  case quit(QuitReason)
}

/// What the store is asked at once.
package enum Question: Hashable, Sendable {
  /// The deal, with so many entries of its timeline.
  case detail(DealID, entries: Int)
  /// The next part of the deal's timeline.
  case timeline(DealID, from: TimelinePlace)
  /// Which deals need attention, the most urgent first.
  case queue(PipelineID, Filter, limit: Int)
  case today(TodayQuestion)
  /// What hangs on the deals, for the question whether to delete them; the first one is the question's.
  case links([DealID])
  /// The open steps of the deals that are to be closed; the first one is the question's.
  case openSteps([DealID])
  /// The deal as the file has it now.
  case edit(DealID, FormPurpose)
  /// How many deals each stage of the pipeline holds, closed ones too; asked before that stage is removed.
  case dealCounts(PipelineID, removing: StageID?)
  /// The deals that it is about, as far as they are still there.
  case kept(Draft)
  /// What a name typed into the deal's field stands for.
  case meaning(String, field: String)
  /// What is known of the company and the name in the line of quick add.
  case facts(company: String?, name: String, line: String)
  /// Every deal of the stages that the filter shows, to mark them.
  case mark([StageID], Filter, Order)
  /// Everybody who has ever used the file, by login.
  case users
  /// What the login did, or undid, last, when the session itself has nothing to revert.
  /// An undo that was refused is not offered again.
  case lastReversible(redo: Bool, besides: Set<ActionID> = [])
}

/// What the store said to a question.
package enum Answer: Hashable, Sendable {
  /// Nil when the deal is gone.
  case detail(DealID, DealDetail?)
  /// The part of the deal's timeline that begins at the place.
  case timeline(DealID, TimelinePage, from: TimelinePlace)
  /// The deals that need attention, the most urgent first, and how many they are in all.
  case queue([DealID], total: Int, filter: Filter)
  case today(TodayAnswer)
  case links(DealID, DealLinks)
  case openSteps(DealID, [FollowUp])
  /// Nil when the deal is gone.
  case edit(Card?, FormPurpose)
  case dealCounts([StageID: DealCount], of: PipelineID, removing: StageID?)
  case kept(Draft, [Card])
  case meaning(String, field: String, NameMeaning)
  case facts(QuickAddFacts, line: String)
  case mark([Card], filter: Filter)
  case users([User])
  case lastReversible(Commit?, redo: Bool)
  /// How many need attention, and how many sleep.
  case attention(Int, parked: Int, filter: Filter)
  case lessons([StageID: StageLesson], of: PipelineID)
}

/// What takes long where there are many deals, and is asked when nobody is typing; a key puts it off.
package enum IdleQuestion: Hashable, Sendable {
  case attention(PipelineID, Filter)
  /// What the past of the pipeline's stages teaches.
  case lessons(PipelineID)
  /// What a filter looks through, read before the first letter of one is typed.
  case readAhead

  /// Of each kind only the last question is answered.
  enum Kind {
    case attention, lessons, readAhead
  }

  var kind: Kind {
    switch self {
    case .attention: .attention
    case .lessons: .lessons
    case .readAhead: .readAhead
    }
  }
}

/// What a deal is read for to be edited.
package enum FormPurpose: Hashable, Sendable {
  case form
  /// For the person's editor.
  case editor
  /// The form is open and somebody changed the deal meanwhile: whoever it was.
  case rebase(by: String?)
}

/// How the session ends.
package enum QuitReason: Hashable, Sendable {
  case asked
  case signal(Int32)
  case hangUp
}

/// What to read for a picture of the board, all from one state of the file.
package struct BoardQuestion: Hashable, Sendable {
  /// Nil for the default one.
  package var pipeline: PipelineID?
  package var filter: Filter
  package var order: Order
  /// Around which card each stage is read; a stage that is not named is read from its start.
  package var anchors: [StageID: Anchor]
  /// The stage that has the focus, which is read before the others.
  package var focused: StageID?
  /// Only this stage, when one column is scrolled; all and the totals otherwise.
  package var only: StageID?
  /// Cards to read before and from each anchor on.
  package var before: Int
  package var after: Int
  /// The deal that has the focus, wherever it is by now.
  package var follow: DealID?
  /// Marked deals, to be read anew.
  package var marked: [DealID] = []
}

/// Where to look for a deal that needs attention: from the focus on, through the stages in the order of the board, and
/// around its end.
package struct AttentiveQuestion: Hashable, Sendable {
  package var filter: Filter
  package var order: Order
  package var stages: [StageID]
  /// The place of the stage that has the focus.
  package var start: Int
  /// The card that has the focus.
  package var focus: SortKey?
  package var isBackward: Bool
}

/// What the search for a deal that needs attention came to.
package enum AttentiveAnswer: Hashable, Sendable {
  /// The deal, and whether the end of the board came before it.
  case found(Card, isAround: Bool)
  case none
  /// Somebody stopped it.
  case stopped
}

/// What a picture of the board is made of, as the file has it.
package struct BoardAnswer: Hashable, Sendable {
  package var question: BoardQuestion
  package var pipelines: [PipelinePlan]
  /// Nil when they take longer than the cards, which are shown first.
  package var totals: [StageID: StageTotals]?
  /// While the board is being read, of those stages that have been.
  package var windows: [StageID: Window]
  /// Where the followed deal is; nil when it is gone or not on the board.
  package var followed: Card?
  /// The marked deals that the filter shows.
  package var marked: [Card] = []

  /// The pipeline that was asked for, else the first one; nil where there is none.
  package var plan: PipelinePlan? { pipelines.first { $0.pipeline.id == question.pipeline } ?? pipelines.first }
}

/// What a change is for: how the board speaks of it when it is done.
package enum Intent: Hashable, Sendable {
  case edit(DealID)
  /// A verb on these deals whose event is known already, such as `: close date now 12 Dec`.
  case line([DealID], event: String)
  /// A verb on a task, whose event goes on from its title.
  case task(title: String, event: String)
  case add
  case delete(DealID)
  /// A change of pipelines and stages.
  case stages
  case undo
  case redo
}
