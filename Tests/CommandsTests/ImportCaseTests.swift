import Sales
import Support
import Testing

@testable import Commands

@Suite("Imports of real files: updates") struct ImportUpdateCases {
  @Test("T1: a file of ids, names and owners changes only the owners")
  func onlyOwner() throws {
    let it = ImportCase()
    it.run("Record ID,Deal Name,Stage,Amount,Close Date,Currency\n1,Alder,Closed Won,100,2026-03-01,EUR\n")
    let before = try #require(it.deals.first)
    #expect(it.run("Record ID,Deal Name,Owner\n1,Alder,ana\n") == 0, "\(it.said)")
    var after = try #require(it.deals.first)
    #expect(it.owner(after) == "ana" && it.deals.count == 1)
    (after.ownerID, after.updatedAt) = (before.ownerID, before.updatedAt)
    #expect(after == before)
    #expect(it.world.out.contains("1 changed"))
  }

  @Test("T1: columns cut out of an exported file leave their fields as they are")
  func cutExport() throws {
    let it = ImportCase()
    it.run(
      "Name,Stage,Amount,Close Date,Currency,Owner,Company\nAlder,Negotiation,1234.5,2026-12-01,EUR,bo,Northwold\n")
    let before = try #require(it.deals.first)
    #expect(it.run("name,external-id,owner\nAlder,\(before.id),ana\n") == 0, "\(it.said)")
    var after = try #require(it.deals.first)
    #expect(it.owner(after) == "ana")
    (after.ownerID, after.updatedAt) = (before.ownerID, before.updatedAt)
    #expect(after == before)
  }

  @Test("T7: a changed name on a known id is counted and shown, and ids belong to a source")
  func sources() {
    let it = ImportCase()
    it.run("ID,Deal Name\n1,Alder\n")
    #expect(it.run("ID,Opportunity Name\n1,Yew\n", "--dry-run") == 0)
    #expect(it.world.out.contains("Renamed") && it.world.out.contains("1 deal: Alder → Yew"), "\(it.said)")
    #expect(it.run("ID,Opportunity Name\n1,Yew\n", "--id-source salesforce") == 0)
    #expect(Set(it.deals.map(\.name)) == ["Alder", "Yew"])
  }

  @Test("a second import of any of these files changes nothing")
  func twice() {
    for text in [
      "Deal Name,Stage,Amount\nAlder,Negotiation,100\nBirch,,\n",
      "Opportunity Name,Account Name,Amount\nAlder,Northwold,900\nAlder,Northwold,900\n",
      "Deal Name,Company,Contact,Contact Email\nAlder,Northwold,Mike,\nBirch,Southmere,Mike,m@s.example\n",
      "ID,Name,Stage,Close Date\n1,Alder,Closed Won,\n",
    ] {
      let it = ImportCase()
      #expect(it.run(text) == 0, "\(it.said)")
      let before = it.records?.rows
      #expect(it.run(text) == 0, "\(it.said)")
      #expect(it.world.out.contains("0 new, 0 changed"), "\(it.said)")
      #expect(it.records?.rows == before)
    }
  }

  @Test("likely doubles are counted, and --match name,company updates them")
  func doubles() {
    let it = ImportCase()
    it.run("Deal Name,Company,Amount\nAlder,Northwold,100\n")
    #expect(it.run("Deal Name,Company,Amount\nAlder,Northwold,250\n", "--dry-run") == 0)
    #expect(it.world.out.contains("--match name,company updates them"), "\(it.said)")
    #expect(it.run("Deal Name,Company,Amount\nAlder,Northwold,250\n", "--match name,company") == 0)
    #expect(it.deals.map(\.value) == [25_000], "\(it.said)")
  }

  @Test("T28, T29: a name and an address are one person, and one name at two companies is two")
  func people() {
    let it = ImportCase()
    it.run("Deal Name,Contact Name,Contact Email\nAlder,Mira Holt,mira@northwold.example\n")
    #expect(it.contact(it.deals.first)?.email == "mira@northwold.example")
    #expect(it.contact(it.deals.first)?.displayName == "Mira Holt")
    let two = ImportCase()
    two.run("Deal Name,Company,Contact\nAlder,Northwold,Mike\nBirch,Southmere,Mike\n")
    #expect(Set(two.deals.map(\.contactID)).count == 2)
  }
}

@Suite("Imports of real files: outcomes") struct ImportOutcomeCases {
  @Test("T2: deals in stages called Won and Lost are won and lost")
  func wonAndLost() {
    let it = ImportCase()
    #expect(it.run("Deal Name,Stage,Amount,Close Date\nAlder,Won,100,2026-01-05\nBirch,Lost,200,2026-01-06\n") == 0)
    #expect(it.deals.map(\.status) == [.won, .lost], "\(it.said)")
    #expect(it.deals.map(\.closedAt) == [Timestamp("2026-01-05"), Timestamp("2026-01-06")])
  }

  @Test("T3: a stage whose deals are all won is a won stage")
  func wonStage() {
    let it = ImportCase()
    #expect(it.run("Name,Pipeline,Stage,Status\nAlder,Other,Closed Won,won\n", "--create-stages") == 0, "\(it.said)")
    #expect(it.stage(it.deals.first)?.type == .won && it.deals.first?.status == .won)
    #expect(it.pipeline(it.deals.first)?.name == "Other")
  }

  @Test("T4: a reason of loss on an open deal is left out and counted")
  func lossReason() {
    let it = ImportCase()
    #expect(it.run("Deal Name,Stage,Closed Lost Reason\nAlder,Negotiation,No budget\n") == 0, "\(it.said)")
    #expect(it.deals.map(\.status) == [.open] && it.deals[0].lossReason == nil)
    #expect(it.world.out.contains("1 reason of loss left out"))
  }

  @Test("T5: a closed deal without a day stays without one, and the report says so")
  func withoutDay() {
    let it = ImportCase()
    #expect(it.run("Deal Name,Stage,Create Date,Close Date\nAlder,Closed Won,2026-01-05,\n") == 0, "\(it.said)")
    #expect(it.deals.first?.status == .won && it.deals.first?.closedAt == nil)
    #expect(it.world.out.contains("1 won or lost deal has no closing day"))
  }

  @Test("a won day in the future, or before the creation, is a fault of its row")
  func impossibleDays() {
    let it = ImportCase()
    #expect(it.run("Deal Name,Stage,Close Date\nAlder,Closed Won,2026-12-24\n") == 1)
    #expect(it.said.contains("Line 2, Close Date: \"2026-12-24\" is in the future"), "\(it.said)")
    #expect(it.run("Deal Name,Stage,Create Date,Close Date\nAlder,Closed Lost,2026-03-01,2026-02-01\n") == 1)
    #expect(it.said.contains("\"2026-02-01\" is before the deal was created (2026-03-01)"), "\(it.said)")
  }

  @Test("T14: Sales Stage is a stage")
  func salesStage() {
    let it = ImportCase()
    it.run("Opportunity Name,Sales Stage,Amount\nBirch,Closed Won,200\n")
    #expect(it.deals.map(\.status) == [.won], "\(it.said)")
  }

  @Test("T14: a file without a stage or a value says so first and names the likeliest column")
  func missingColumns() {
    let it = ImportCase()
    it.run(
      "Deal Name,Bit,Sum total\nAlder,North,100\nBirch,South,200\nCedar,North,300\nDogwood,South,400\n", "--dry-run")
    let lines = it.world.lines
    #expect(
      lines[1] == "No column is read as the stage. The likeliest is \"Bit\" (North, South): --map stage=Bit",
      "\(it.said)")
    #expect(lines[2].hasPrefix("No column is read as the value. The likeliest is \"Sum total\""))
    #expect(lines[2].hasSuffix("--map 'value=Sum total'"))
  }

  @Test("T15: HubSpot's API names")
  func hubspotNames() {
    let it = ImportCase()
    it.run("dealname,dealstage,amount,closedate,createdate\nAlder,closedwon,100,2026-01-05,2026-01-01\n")
    let deal = it.deals.first
    #expect(deal?.name == "Alder" && deal?.status == .won && deal?.value == 10_000, "\(it.said)")
    #expect(deal?.closedAt == Timestamp("2026-01-05") && deal?.createdAt == Timestamp("2026-01-01"))
  }

  @Test("T18: Y and N are no dates, and numbers are no name")
  func bitrix() {
    let it = ImportCase()
    it.run("TITLE,OPPORTUNITY,CLOSED,CLOSEDATE\nAlder,90000.00,N,2026-12-20\n")
    #expect(it.deals.map(\.value) == [9_000_000], "\(it.said)")
    #expect(it.deals.first?.expectedClose == Timestamp("2026-12-20") && it.deals.first?.status == .open)
    let unnamed = ImportCase()
    #expect(unnamed.run("TITLE,OPPORTUNITY,CLOSEDATE\n,90000.00,2026-12-20\n") == 1)
    #expect(unnamed.said.contains("the deal has no name"), "\(unnamed.said)")
  }

  @Test("T19: Pipedrive in German")
  func german() {
    let it = ImportCase()
    it.run("Deal - Titel,Deal - Wert,Deal - Phase,Deal - Status\nAlder,1200,Negotiation,Offen\n")
    #expect(it.deals.first?.name == "Alder" && it.deals.first?.value == 120_000, "\(it.said)")
    #expect(it.stage(it.deals.first)?.name == "Negotiation" && it.deals.first?.status == .open)
  }

  @Test("T30: rows marked as deleted are left out and counted")
  func deleted() {
    let it = ImportCase()
    #expect(it.run("Id,Name,StageName,IsDeleted\n1,Alder,Qualified,false\n2,Birch,Qualified,true\n") == 0)
    #expect(it.deals.map(\.name) == ["Alder"])
    #expect(it.world.out.contains("1 deleted deal"), "\(it.said)")
  }

  @Test("T31: words of a status can be given a meaning, and the fault names the option")
  func statusWords() {
    let it = ImportCase()
    it.run("Deal Name,Stage,Status\nAlder,Negotiation,On Hold\nBirch,Negotiation,Dead\nCedar,Negotiation,In progress\n")
    #expect(it.deals.map(\.status) == [.stalled, .lost, .open], "\(it.said)")
    let other = ImportCase()
    #expect(other.run("Deal Name,Stage,Status\nAlder,Negotiation,Sleeping\nBirch,Negotiation,Sleeping\n") == 1)
    #expect(other.said.contains("Status: \"Sleeping\" is not a status, 2 rows, the first on line 2."), "\(other.said)")
    #expect(other.said.contains("--value status:Sleeping=stalled"))
    #expect(other.run("Deal Name,Stage,Status\nAlder,Negotiation,Sleeping\n", "--value status:Sleeping=stalled") == 0)
    #expect(other.deals.map(\.status) == [.stalled])
  }

  @Test("T32: stated stages that no row is in are told")
  func unusedStages() {
    let it = ImportCase()
    it.run(
      "Name,Stage\nAlder,Closed won\nBirch,Sgned\n", "--pipeline New --create-stages --won Signed --lost Dead")
    #expect(it.world.out.contains("No row is in Signed, Dead"), "\(it.said)")
    #expect(it.deals.first?.status == .won)
  }

  @Test("T34: IsClosed and IsWon say how a deal stands")
  func flags() {
    let it = ImportCase()
    it.run(
      "Name,IsClosed,IsWon,CloseDate\nAlder,TRUE,TRUE,2026-03-01\nBirch,TRUE,FALSE,2026-03-02\nCedar,FALSE,FALSE,2026-12-02\n"
    )
    #expect(it.deals.map(\.status) == [.won, .lost, .open], "\(it.said)")
    #expect(it.deals.map(\.closedAt) == [Timestamp("2026-03-01"), Timestamp("2026-03-02"), nil])
  }

  @Test("T37: new stages stand by their chances, ends last, in place of the untouched first pipeline")
  func stageOrder() {
    let it = ImportCase()
    it.run("Deal Name,Stage,Probability\nA,Signed,100\nB,Demo,60\nC,Lead,20\nD,Lost,0\n", "--won Signed")
    #expect(it.stages.map(\.name) == ["Lead", "Demo", "Signed", "Lost"], "\(it.said)")
    #expect(it.stages.map(\.type) == [.open, .open, .won, .lost])
    #expect(it.world.out.contains("by their chance, ends last"))
  }
}
