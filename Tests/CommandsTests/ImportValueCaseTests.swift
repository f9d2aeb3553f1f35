import Sales
import Support
import Testing

@testable import Commands

@Suite("Imports of real files: values") struct ImportValueCases {
  @Test("T6: the last activity sets the idle clock")
  func lastActivity() {
    let it = ImportCase(now: "2026-11-30T12:00:00Z")
    it.run("Deal Name,Deal Stage,Create Date,Last Activity Date\nAlder,Negotiation,2026-01-05 10:00,2026-11-29 09:00\n")
    #expect(it.deals.first?.touchedAt == Timestamp("2026-11-29T09:00:00Z"), "\(it.said)")
  }

  @Test("T9: JavaScript's dates are asked about, or read by the column")
  func javaScript() {
    let it = ImportCase()
    #expect(it.run("Name,Created\nAlder,\"3/5/2024, 2:05 PM\"\nBirch,\"4/6/2024, 9:15 AM\"\n") == 1)
    #expect(it.said.contains("--dates dmy") && it.said.contains("--dates mdy"), "\(it.said)")
    it.run("Name,Created\nAlder,\"3/5/2024, 2:05 PM\"\nBirch,\"3/15/2024, 9:15 AM\"\n")
    #expect(
      it.deals.map { $0.createdAt.description } == ["2024-03-05T14:05:00Z", "2024-03-15T09:15:00Z"], "\(it.said)")
  }

  @Test("T10: a zone after the fraction is read")
  func zoneWord() {
    let it = ImportCase()
    it.world.zone = .fixed(seconds: -18_000)
    it.run("name,created\nAlder,2024-03-05 10:00:00.000000 UTC\n")
    #expect(it.deals.first?.createdAt.description == "2024-03-05T10:00:00Z", "\(it.said)")
  }

  @Test("T11, T12, T13: currencies by sign and option, by a column, and by the header")
  func currencies() {
    let cad = ImportCase()
    cad.run("Name,Amount\nAlder,\"$1,200.00\"\n", "--currency CAD")
    #expect(cad.deals.first?.currency.code == "CAD" && cad.deals.first?.value == 120_000, "\(cad.said)")
    let yen = ImportCase()
    yen.run("Opportunity Name,Amount Currency,Amount\nAlder,JPY,90000\n")
    #expect(yen.deals.first?.currency == .jpy && yen.deals.first?.value == 90_000, "\(yen.said)")
    let header = ImportCase()
    header.run("Deal Name,Amount (USD),Stage\nAlder,100,Qualified\n", "--currency EUR")
    #expect(header.deals.first?.currency == .usd && header.deals.first?.value == 10_000, "\(header.said)")
  }

  @Test("T16, T17: Zoho's dates and Odoo's revenue")
  func zohoAndOdoo() {
    let zoho = ImportCase()
    zoho.run("Deal Name,Stage,Closing Date,Created Time\nAlder,Negotiation,2026-12-20,2026-01-05 10:00:00\n")
    #expect(zoho.deals.first?.expectedClose == Timestamp("2026-12-20"), "\(zoho.said)")
    #expect(zoho.deals.first?.createdAt == Timestamp("2026-01-05T10:00:00Z"))
    let odoo = ImportCase()
    odoo.run("Opportunity,Stage,Expected Revenue\nAlder,Qualified,1200.0\n")
    #expect(odoo.deals.first?.value == 120_000, "\(odoo.said)")
    let both = ImportCase()
    both.run("Opportunity,Stage,Expected Revenue,Amount\nAlder,Qualified,1200.0,\n")
    #expect(both.deals.first?.value == 0, "an amount beside it is meant: \(both.said)")
  }

  @Test("T20: a currency by name, and a column left unread")
  func currencyName() {
    let it = ImportCase()
    it.run("Deal Name,Amount,Currency\nAlder,5,US Dollar\n")
    #expect(it.deals.first?.currency == .usd && it.deals.first?.value == 500, "\(it.said)")
    let unread = ImportCase()
    #expect(unread.run("Deal Name,Amount,Currency\nAlder,5,Kronkorken\n", "--map currency=") == 0, "\(unread.said)")
  }

  @Test("T24, T26: a decimal too many is rounded, an amount below zero is nothing, both counted")
  func amounts() {
    let it = ImportCase()
    it.run("Name,Amount,Currency\nAlder,9225.225,PEN\nBirch,-500,PEN\n")
    #expect(it.deals.map(\.value) == [922_523, 0], "\(it.said)")
    #expect(it.world.out.contains("1 amount rounded") && it.world.out.contains("1 amount below zero read as 0"))
  }

  @Test("T25: words for nothing are empty", arguments: ["#N/A", "NA", "-", "—", "null", " $-   ", "\\N", "N/A"])
  func nulls(word: String) {
    let it = ImportCase()
    #expect(it.run("Name,Amount,Close Date,Owner\nAlder,\(word),\\N,N/A\n") == 0, "\(it.said)")
    #expect(it.deals.first?.value == 0 && it.deals.first?.expectedClose == nil && it.deals.first?.ownerID == nil)
  }

  @Test("T38: dates by month names, as serial numbers and as milliseconds")
  func otherDates() {
    for (text, day) in [("5. März 2026", "2026-03-05"), ("46101", "2026-03-20"), ("1774310400000", "2026-03-24")] {
      let it = ImportCase()
      it.run("Deal Name,Stage,Close Date\nAlder,Negotiation,\(text)\n")
      #expect(it.deals.first?.expectedClose?.utcDay == Day(day), "\(text): \(it.said)")
    }
  }

  @Test("T40: the other dates of the file show the order of day and month, and the report says so")
  func otherColumn() {
    let it = ImportCase()
    #expect(it.run("Name,Created,Close Date\nAlder,3/5/2024,3/25/2024\n") == 0, "\(it.said)")
    #expect(it.deals.first?.createdAt == Timestamp("2024-03-05"), "\(it.said)")
    #expect(it.world.out.contains("Created: month first, as in Close Date"), "\(it.said)")
  }
}

@Suite("Imports of real files: forms") struct ImportFormCases {
  @Test("T8: the likeliest name column is proposed, never the id")
  func nameColumn() {
    let it = ImportCase()
    #expect(it.run("deal_id,account,stage,amount\nD1,Northwold,Qualified,100\n") == 1)
    #expect(it.said.contains("--map 'name={account}'") || it.said.contains("--map name='{account}'"), "\(it.said)")
  }

  @Test("T21, T22: blank rows, totals and footers are left out and counted")
  func footers() {
    let it = ImportCase()
    it.run("Name,Amount,Stage\nAlder,100,Qualified\n,,\n,,\n")
    #expect(it.deals.map(\.name) == ["Alder"] && it.world.out.contains("2 blank rows"), "\(it.said)")
    let report = ImportCase()
    report.run(
      "Opportunity Name,Stage,Amount\nAlder,Qualified,100\nTotal,,100\n\nConfidential Information - Do Not Distribute\n"
    )
    #expect(report.deals.map(\.value) == [10_000], "\(report.said)")
    #expect(report.world.out.contains("1 row of totals · 1 note below the table"), "\(report.said)")
  }

  @Test("T23: a header that is not in the first line is found")
  func lateHeader() {
    let it = ImportCase()
    it.run("Pipeline report,,\nAs of 2026-03-01,,\n\nDeal Name,Stage,Amount\nAlder,Qualified,100\n")
    #expect(it.deals.map(\.name) == ["Alder"], "\(it.said)")
  }

  @Test("T27: one broken byte leaves a file UTF-8")
  func brokenByte() {
    let it = ImportCase()
    it.run(bytes: Array("Name,Owner\nMüller,bo\nBirch ".utf8) + [0xC3] + Array(",bo\n".utf8))
    #expect(it.deals.first?.name == "Müller", "\(it.said)")
    #expect(it.world.out.contains("1 place not UTF-8"), "\(it.said)")
  }

  @Test("T33: rows alike but for columns that are not read are told")
  func lineItems() {
    let it = ImportCase()
    it.run(
      "Opportunity Name,Account Name,Amount,Product Name\nAlder,Northwold,900,Pump\nAlder,Northwold,900,Hose\n")
    #expect(it.world.out.contains("1 row has the name and company of another row, such as Alder"), "\(it.said)")
  }

  @Test("T35: nothing of a file reaches the terminal as it is")
  func controls() {
    let it = ImportCase()
    it.run("Na\u{1B}[31mme,Stage\nAlder,Qualified\n")
    #expect(!it.said.contains("\u{1B}"), "\(it.said)")
    it.run("Name,Cr\u{1B}[31meated\nAlder,1/2/2024\n", "--map 'created=#2'")
    #expect(!it.said.contains("\u{1B}") && it.said.contains("--dates"), "\(it.said)")
  }

  @Test("T36: pipes, and a separator that the file names in quotes")
  func separators() {
    for text in ["Name|Amount\nAlder|100\n", "\"sep=;\"\nName;Amount\nAlder;100\n", "sep=|\nName|Amount\nAlder|100\n"] {
      let it = ImportCase()
      it.run(text)
      #expect(it.deals.map(\.value) == [10_000], "\(it.said)")
    }
  }

  @Test("T39: quotes behind backslashes")
  func backslashes() {
    let it = ImportCase()
    it.run("Name,Stage\n\"Alder \\\"Pump\\\" deal\",Qualified\n")
    #expect(it.deals.map(\.name) == ["Alder \"Pump\" deal"], "\(it.said)")
  }

  @Test("T41: a second file of rejects names the option")
  func rejects() {
    let it = ImportCase()
    #expect(it.run("Name,Amount\nAlder,x\nBirch,1\n", "--skip-bad") == 0, "\(it.said)")
    #expect(it.run("Name,Amount\nAlder,x\nBirch,1\n", "--skip-bad") == 1)
    #expect(it.said.contains("--skip-bad=OTHER"), "\(it.said)")
  }

  @Test("T42: beside a contact and an address a title is a job")
  func jobs() {
    let it = ImportCase()
    #expect(
      it.run("Contact,Company,Title,Email\nMira Holt,Northwold,Purchasing manager,m@n.example\n", "--dry-run") == 0)
    #expect(it.said.contains("contacts"), "\(it.said)")
    let deals = ImportCase()
    deals.run("Deal,Contact,Title,Email,Stage\nAlder,Mira Holt,Purchasing manager,m@n.example,Negotiation\n")
    #expect(
      deals.deals.map(\.name) == ["Alder"] && deals.contact(deals.deals.first)?.title == "Purchasing manager",
      "\(deals.said)")
  }
}

@Suite("Imports of real files: the database") struct ImportPlaceCases {
  @Test("in a new file the imported pipeline takes the place of the sample one, and the board opens on it")
  func newFile() throws {
    let it = ImportCase()
    it.run("Deal Name,Stage\nAlder,Demo\nBirch,Signed\n", "--won Signed")
    let plans = try #require(it.world.store?.pipelines())
    #expect(plans.map(\.pipeline.name) == ["Sales"] && plans[0].stages.map(\.name) == ["Demo", "Signed"], "\(it.said)")
    let user = try #require(try it.world.store?.user(named: "ana"))
    #expect(it.world.store?.setting("open_pipeline", of: user.id) == plans[0].pipeline.id.description)
    let opened = ImportCase()
    #expect(opened.world.run("--db deals.db") == 0)
    opened.run("Deal Name,Stage\nAlder,Demo\n")
    #expect(opened.world.store?.pipelines().map(\.pipeline.name) == ["Sales"], "\(opened.said)")
  }

  @Test("in a pipeline in use an unknown stage is a fault that names its cure")
  func unknownStage() {
    let it = ImportCase()
    it.run("Deal Name\nAlder\n")
    #expect(it.run("Deal Name,Stage\nBirch,Sgned\nCedar,Sgned\n") == 1)
    #expect(
      it.said.contains(
        "Stage: there is no stage \"Sgned\" (Qualified, Proposal Sent, Negotiation, Closed Won, Closed Lost), 2 rows, "
          + "the first on line 2. To add it: --create-stages. To read it as another: --value stage:Sgned=Qualified"),
      "\(it.said)")
  }

  @Test("what was said about a file is remembered for the next with the same columns, and by name")
  func remembered() {
    let it = ImportCase()
    let text = "Ref,Who,Phase,Sum\n1,Alder,Negotiation,100\n"
    let options = "--map name=Who --map stage=Phase --map value=Sum --map external-id=Ref --save-map weekly"
    #expect(it.run(text, options) == 0, "\(it.said)")
    #expect(it.run("Ref,Who,Phase,Sum\n1,Alder,Negotiation,250\n") == 0, "\(it.said)")
    #expect(it.deals.map(\.value) == [25_000])
    #expect(it.run("Who,Phase,Sum,Ref\nAlder,Negotiation,300,1\n", "--use-map weekly") == 0, "\(it.said)")
    #expect(it.deals.map(\.value) == [30_000])
    #expect(it.run(text, "--use-map monthly") == 1 && it.said.contains("Maps: weekly"), "\(it.said)")
  }
}
