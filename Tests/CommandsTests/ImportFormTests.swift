import Sales
import Support
import Testing

@testable import Commands

/// Files whose columns, rows and cells are not what a table promises.
@Suite("Files without a plain table") struct ImportFormTests {
  @Test("two columns of one name are said, with how many rows differ, and one of them can be chosen")
  func namesakes() throws {
    let text = "Deal Name,Amount,Stage,Amount\nAlder,100,Qualified,120\nBirch,,Qualified,50\nCedar,7,Qualified,7\n"
    let imports = ImportCase()
    #expect(imports.run(text) == 0)
    #expect(imports.deals.map(\.value) == [10_000, 5_000, 700])
    #expect(
      imports.said.contains(
        "Amount (#2) and Amount (#4) are both read as the value: the first that is filled counts. "
          + "They differ in 1 row. To read one: --map 'value=#4'"))
    let chosen = ImportCase()
    #expect(chosen.run(text, "--map 'value=#4'") == 0)
    #expect(chosen.deals.map(\.value) == [12_000, 5_000, 700] && !chosen.said.contains("both read"))
    // Two spellings of one field are said only where they differ.
    let alike = ImportCase()
    #expect(alike.run("Deal Name,Value,Total Value\nAlder,5,5\n") == 0)
    #expect(!alike.said.contains("both read"))
  }

  @Test("the dialogue shows the second column of a name, - leaves it out, and Enter keeps what was seen")
  func namesakesAsked() throws {
    let text = "Deal Name,Amount,Currency,Stage,Amount\nAlder,100,USD,Qualified,120\nBirch,,USD,Qualified,50\n"
    let rig = try DialogueRig(text)
    rig.play("")
    #expect(rig.picture.contains { $0.contains("if the first Amount is empty; differs in 1 row. - leaves it out") })
    rig.play("- enter enter enter enter")
    #expect(rig.deals.map(\.value) == [10_000, 0])
    let kept = try DialogueRig(text)
    kept.play("enter enter enter enter")
    #expect(kept.deals.map(\.value) == [10_000, 5_000])
    kept.play("")
    #expect(kept.picture.first?.contains("4 of 4") == true, "\(kept.picture)")
  }

  @Test("a file whose first row is data gets numbered columns and says so; a line of names can be said")
  func headerless() throws {
    let text = "Alder renewal,Northwold,12500.00,2026-12-20\nBirch fleet,Southmere,900.00,2026-12-24\n"
    let imports = ImportCase()
    #expect(imports.run(text) == 1)
    #expect(imports.said.contains("The first row looks like data, so the columns are numbered. --header-line 1"))
    #expect(imports.said.contains("--map name='{Column 1}'"))
    let maps = "--map 'name=Column 1' --map 'company=#2' --map 'value=#3' --map 'closed=Column 4' --map stage="
    #expect(imports.run(text, maps) == 0, "\(imports.said)")
    #expect(imports.deals.map(\.name) == ["Alder renewal", "Birch fleet"])
    #expect(imports.deals.map(\.value) == [1_250_000, 90_000])
    let stated = ImportCase()
    #expect(stated.run("Qualified,Alder\nWon,Birch\n", "--no-header --map name=#2 --map stage=#1") == 0)
    #expect(stated.deals.map(\.name) == ["Alder", "Birch"])
    #expect(stated.run("Name,5\nAlder,6\n", "--header-line 1 --map value=5") == 0, "\(stated.said)")
    for header in ["Deal,Company\nAlder,5\n", "Region,2025,2026\nEMEA,5,6\n", "ref,rep\nA1,Mo\n"] {
      #expect(try TableFile(bytes: Array(header.utf8)).headerLine == 1, "\(header)")
    }
  }

  @Test("o of the dialogue says that no line names the columns")
  func headerlessAsked() throws {
    let rig = try DialogueRig("Alder,Qualified\nBirch,Qualified\n")
    rig.play("o j j h")
    #expect(rig.picture.contains { $0.contains("Header line") && $0.contains("none") })
    rig.play("o j j h enter")
    #expect(rig.message == "Read again: 2 rows, 2 columns.")
  }

  @Test("every contact of a cell is kept, and the first is the deal's")
  func contacts() throws {
    let imports = ImportCase()
    let names = "Mira Holt (mira@n.test); Jo Beck (jo@n.test)"
    #expect(
      imports.run(
        "Deal Name,Stage,Associated Company,Associated Contact\n"
          + "Alder,Qualified,Northwold,\(names)\nBirch,Qualified,Northwold,Jo Beck (jo@n.test)\n") == 0)
    #expect(imports.contact(imports.deals[0])?.email == "mira@n.test")
    #expect(imports.contact(imports.deals[1])?.email == "jo@n.test")
    let people = imports.records?.all(Contact.self).map { "\($0.displayName) \($0.email)" }.sorted()
    #expect(people == ["Jo Beck jo@n.test", "Mira Holt mira@n.test"])
    #expect(imports.said.contains("1 row with several contacts; all are kept, the first is the deal's"))
  }

  @Test(
    "a cell of people is read as they are written",
    arguments: [
      ("Mira Holt", "m@n.test", ["Mira Holt"], "m@n.test"),
      ("", "a@n.test; b@n.test", ["a@n.test", "b@n.test"], "a@n.test"),
      ("A B; C D", "a@n.test;c@n.test", ["A B", "C D <c@n.test>"], "a@n.test"),
      ("A (1234567);B (234567)", "", ["A", "B"], ""), ("Holt, Mira", "", ["Holt, Mira"], ""),
      ("a@n.test, b@n.test", "", ["a@n.test", "b@n.test"], ""), ("A; A", "", ["A"], ""),
      ("Mira (https://notion.test/x), Jo (https://notion.test/y)", "", ["Mira", "Jo"], ""),
      ("Mira (Paris)", "", ["Mira (Paris)"], ""),
    ])
  func people(names: String, emails: String, contacts: [String], email: String) {
    let cell = PeopleCell(names: names, emails: emails)
    #expect(cell.contacts == contacts && (cell.email ?? "") == email)
  }

  @Test("headers that stand again, titles of groups and sums without a word are no deals")
  func groups() throws {
    let imports = ImportCase()
    let header = "Name,Stage,Owner,Deal Value\n"
    #expect(
      imports.run(
        "Deals,,,\n,,,\nActive,,,\n\(header)Alder,Proposal,Dana,12500\nBirch,Proposal,Sam,900\n,,,13400\n,,,\n"
          + "Ended,,,\n\(header)Cedar,Won,Sam,4000\n,,,4000\n") == 0, "\(imports.said)")
    #expect(imports.deals.map(\.name) == ["Alder", "Birch", "Cedar"])
    #expect(imports.said.contains("2 rows of totals"))
  }

  @Test("dates and amounts of farther languages are read, and a sign of one currency names it")
  func fartherLanguages() throws {
    let imports = ImportCase()
    #expect(
      imports.run(
        "商机名称,商机阶段,预计金额(元),预计成交日期\nAlder,方案,\"125,000.00\",2026年12月20日\nBirch,方案,5,2026年12月5日 10:30\n") == 0,
      "\(imports.said)")
    #expect(imports.deals.map { $0.expectedClose?.utcDay.description } == ["2026-12-20", "2026-12-05"])
    let signs = ImportCase()
    #expect(
      signs.run(
        "Fırsat Adı;Tutar;Aşama\nA;12.500,00 TL;Teklif\nB;900,50 zł;Teklif\nC;~4 000,00 Kč;Teklif\nD;TBD;Teklif\n")
        == 0, "\(signs.said)")
    #expect(
      signs.deals.map { "\($0.value) \($0.currency.code)" }.prefix(3) == ["1250000 TRY", "90050 PLN", "400000 CZK"])
  }

  @Test("rows that name a pipeline and no stage stand in the stages that a new file has")
  func pipelineOnly() throws {
    let imports = ImportCase()
    #expect(
      imports.run("Deal Name,Pipeline,Status\nAlder,Shop,Open\nBirch,Shop,Won\n") == 0, "\(imports.said)")
    #expect(imports.deals.map { imports.stage($0)?.type } == [.open, .won])
    #expect(imports.deals.map { imports.pipeline($0)?.name } == ["Shop", "Shop"])
  }
}
