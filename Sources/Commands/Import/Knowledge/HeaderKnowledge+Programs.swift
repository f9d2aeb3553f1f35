extension HeaderKnowledge {
  /// Headers of spreadsheets, warehouses and programs alike. The names of the fields themselves are among them.
  static let common: [Row] = [
    (.common, .name, "name|title|deal|opportunity|deal name|opportunity name|deal title|?subject|?project name"),
    (
      .common, .value,
      "value|amount|close value|deal value|total value|contract value|deal size|?price|?expected revenue"
    ),
    (.common, .value, "?revenue|?budget|?estimated value|?est value|?actual revenue"),
    (.common, .currency, "currency|currency of value|currency code|currency iso code|amount currency|value currency"),
    (.common, .stage, "stage|stage name|sales stage|pipeline stage|stage (pipeline)|phase|milestone|?step"),
    (.common, .pipeline, "pipeline|pipeline name|sales pipeline|?board"),
    (.common, .status, "status|deal status|status type|outcome|?result"),
    (.common, .company, "company|company name|organization|organisation|organization name|organisation name|account"),
    (.common, .company, "account name|associated company|customer|customer name|client|client name|?lead name"),
    (.common, .contact, "contact|contact person|contact name|contact full name|person|person name|associated contact"),
    (.common, .contact, "associated people|primary contact|primary contact name|?contacts"),
    (
      .common, .contactEmail,
      "contact email|email|email address|person email|primary contact email|customer email|client email|lead email"
    ),
    (
      .common, .contactPhone,
      "contact phone|phone|phone number|telephone|mobile|mobile phone|person phone|contact phone number|customer phone|client phone"
    ),
    (.common, .contactTitle, "contact title|job title|contact job title|?role"),
    (.common, .owner, "owner|owner name|owner full name|owner email|sales agent|sales rep|rep|salesperson|sales owner"),
    (
      .common, .owner,
      "account executive|assigned to|assigned to email|assigned user|owned by|responsible|responsible user|user name"
    ),
    (.common, .source, "source|lead source|source origin|original source|channel"),
    (.common, .externalID, "external id|id|record id|system id|deal id|item id|crm id"),
    // As an export of our own writes them.
    (.common, .companyDomain, "company domain|company domain name"),
    (.common, .companyWebsite, "company website"), (.common, .companyIndustry, "company industry"),
    (.common, .parkedUntil, "parked until"), (.common, .metadata, "metadata"), (.common, .pipelines, "pipelines"),
    (.common, .activities, "activities"), (.common, .tasks, "tasks"),
    (.common, .idSource, "id source|source system"),
    (
      .common, .created,
      "created|created at|create date|created date|creation date|date created|created on|created time"
    ),
    (.common, .created, "deal created|date added|add time|entry date"),
    (
      .common, .stageEntered,
      "stage entered|stage entered at|date entered stage|last stage change|last stage change date"
    ),
    (.common, .closed, "closed|closed at|closed on|close date|closed date|closing date|date closed|close time"),
    (.common, .closed, "actual close date|actual close|?end date"),
    (.common, .expectedClose, "expected close|expected close date|expected closing date|expected closing"),
    (
      .common, .expectedClose,
      "forecast close date|estimated close date|est close date|target close date|target close|planned close"
    ),
    (.common, .wonDate, "won date|won time|date won|won at|won on"),
    (.common, .lostDate, "lost date|lost time|date lost|lost at|lost on"),
    (.common, .lossReason, "loss reason|lost reason|closed lost reason|reason lost|reason for loss|lost reason name"),
    (
      .common, .nextStep,
      "next step|next steps|next action|next activity|next activity subject|next activity summary|next task"
    ),
    (
      .common, .nextStepDate,
      "next step date|next activity date|next activity deadline|follow up date|follow up|next contact date"
    ),
    (.common, .nextStepDate, "next task date|next action date|follow up by|next follow up|next follow up date"),
    (.common, .lastActivity, "last activity|last activity at|last activity date|last contacted|last contact date"),
    (.common, .lastActivity, "last touch|last touched|last contact"),
    (.common, .note, "note|notes|description|comment|comments|remarks"),
    (.common, .label, "label|labels|tag|tags"),
    (
      .common, .probability, "probability|win probability|deal probability|probability of winning|confidence|likelihood"
    ),
    (.common, .isWon, "is won"),
    (.common, .isClosed, "is closed"), (.common, .isActive, "is active"),
    (.common, .isDeleted, "is deleted|deleted"),
  ]

  /// What single programs call a field, in English or in the names of their interfaces.
  static let programs: [Row] = [
    (.hubSpot, .stage, "deal stage"), (.hubSpot, .owner, "hubspot owner id"),
    (.hubSpot, .externalID, "hs object id|object id"), (.hubSpot, .value, "?amount in company currency|?hs tcv"),
    (.hubSpot, .currency, "deal currency code"), (.hubSpot, .stageEntered, "hs date entered current stage"),
    (.hubSpot, .lastActivity, "notes last updated|hs last activity date"), (.hubSpot, .nextStep, "hs next step"),
    (.hubSpot, .nextStepDate, "notes next activity date"), (.hubSpot, .isWon, "hs is closed won|is closed won"),
    (.hubSpot, .isClosed, "hs is closed|is deal closed"), (.hubSpot, .probability, "hs deal stage probability"),
    (.pipedrive, .externalID, "pipedrive system id"), (.pipedrive, .company, "organization name organization"),
    (.pipedrive, .contactEmail, "contact person email"), (.pipedrive, .contactPhone, "contact person phone"),
    (.salesforce, .externalID, "opportunity id|id 18|18 digit id"), (.salesforce, .owner, "owner alias"),
    (.salesforce, .stageEntered, "stage change date"), (.salesforce, .value, "?amount (converted)"),
    (.salesforce, .currency, "?amount (converted) currency"),
    (.salesforce, .lossReason, "loss reason c|closed lost reason c"),
    (.dynamics, .name, "topic"), (.dynamics, .value, "est revenue|estimated revenue"),
    (.dynamics, .company, "potential customer"), (.dynamics, .status, "statecode"),
    (.dynamics, .stage, "process stage"),
    (.dynamics, .currency, "transactioncurrencyid"),
    (.zoho, .lossReason, "reason for loss s"),
    (.bitrix, .stage, "stage id"), (.bitrix, .currency, "currency id"), (.bitrix, .created, "date create"),
    (.bitrix, .status, "stage semantic id|stage group"),
    (.bitrix, .owner, "assigned by|assigned by id|responsible person"),
    (.bitrix, .company, "company title"), (.bitrix, .source, "source id"),
    (.bitrix, .lastActivity, "last activity time"),
    (.bitrix, .pipeline, "category id"),
    (.close, .stage, "status label"), (.close, .owner, "user"),
    (.espo, .owner, "assigned user name"),
    (.odoo, .stageEntered, "last stage update"), (.odoo, .source, "utm source"),
    (.odoo, .externalID, "database id"),
    (.others, .name, "card name"), (.others, .stage, "pipeline current stage|list name|section column"),
    (.others, .owner, "assignee|primary owner|lead owner|?members|?who"),
    (.others, .company, "sales account name|primary company"),
    (.others, .contact, "primary person"), (.others, .contactEmail, "primary person email"),
    (.others, .externalID, "card id|lead number"), (.others, .lastActivity, "last contacted time"),
    (.others, .note, "?details|?card description"), (.others, .nextStep, "?next"), (.others, .source, "?sources"),
    (.others, .probability, "close probability"),
    (.others, .lossReason, "?state reason"), (.others, .closed, "?close"), (.others, .expectedClose, "?due date"),
    (.others, .pipeline, "sales process|stageset"), (.others, .owner, "deal captain|account manager"),
    (.others, .status, "opportunity state"), (.others, .value, "bid amount|opportunity value"),
    (.others, .currency, "bid currency"),
  ]
}
