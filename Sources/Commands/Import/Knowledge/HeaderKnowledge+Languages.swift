extension HeaderKnowledge {
  /// Headers of programs that write in the language of their user, without accents (see `folded`).
  static let languages: [Row] = german + french + spanish + portuguese + italian + dutch + farther

  private static let german: [Row] = [
    (
      .german, .name,
      "titel|name des deals|bezeichnung|geschaft|opportunity titel|thema|betreff|vorhaben"
    ),
    (.german, .value, "wert|betrag|summe|dealwert|auftragswert|auftragssumme|?umsatz|?erwarteter umsatz"),
    (.german, .currency, "wahrung|wahrung des werts|wahrung des betrags|wahrungscode"),
    (.german, .stage, "dealphase|verkaufsphase|stufe|stadium"), (.german, .pipeline, "verkaufspipeline"),
    (.german, .status, "zustand"),
    (.german, .company, "firma|firmenname|unternehmen|unternehmensname|kunde|kundenname"),
    (.german, .company, "zugeordnetes unternehmen"),
    (.german, .contact, "kontakt|kontaktperson|ansprechpartner|kontaktname|zugeordneter kontakt"),
    (.german, .contactEmail, "kontakt e mail|e mail adresse"),
    (.german, .contactPhone, "telefon|telefonnummer|person telefon|handy|mobil"),
    (.german, .contactTitle, "berufsbezeichnung|funktion"),
    (
      .german, .owner,
      "besitzer|inhaber|zustandig|zustandiger mitarbeiter|verantwortlich|verantwortlicher|betreuer|vertriebler"
    ),
    (.german, .owner, "verkaufer|kundenbetreuer"),
    (.german, .source, "quelle|lead quelle|herkunft"),
    (.german, .externalID, "datensatz id|vorgangsnummer"),
    (.german, .created, "erstellt|erstellt am|erstelldatum|erstellungsdatum|angelegt am|deal erstellt"),
    (.german, .stageEntered, "letzte phasenanderung|letzter phasenwechsel"),
    (.german, .closed, "abschlussdatum|schlusstermin|geschlossen am|abgeschlossen am|deal geschlossen am|abschluss"),
    (
      .german, .expectedClose,
      "erwartetes abschlussdatum|voraussichtliches abschlussdatum|erwarteter abschluss|geplanter abschluss"
    ),
    (.german, .wonDate, "gewonnen am|zeitpunkt gewonnen|gewinnzeitpunkt"),
    (.german, .lostDate, "verloren am|zeitpunkt verloren|verlustzeitpunkt"),
    (.german, .lossReason, "verlustgrund|grund fur verlust|grund fur den verlust|grund des verlusts"),
    (.german, .nextStep, "nachster schritt|nachste schritte|nachste aktivitat"),
    (
      .german, .nextStepDate,
      "datum der nachsten aktivitat|nachstes aktivitatsdatum|wiedervorlage|termin nachste aktivitat"
    ),
    (.german, .lastActivity, "letzte aktivitat|datum der letzten aktivitat|letztes aktivitatsdatum|letzter kontakt"),
    (.german, .note, "notiz|notizen|beschreibung|bemerkung|bemerkungen|kommentar"),
    (.german, .label, "kennzeichnung|beschriftung|schlagworter|markierung"),
    (.german, .probability, "wahrscheinlichkeit"),
    (.german, .isDeleted, "geloscht"),
  ]

  private static let french: [Row] = [
    (
      .french, .name,
      "titre|nom|nom de l'affaire|nom de la transaction|nom de l'opportunite|intitule|affaire|opportunite"
    ),
    (.french, .value, "valeur|montant|?revenu attendu|?chiffre d'affaires"),
    (.french, .currency, "devise|monnaie|devise de la valeur|devise du montant"),
    (.french, .stage, "etape|phase de la transaction|etape de l'affaire|etape de vente"),
    (.french, .status, "statut|etat"), (.french, .pipeline, "pipeline de vente"),
    (.french, .company, "entreprise|societe|compte|nom du compte|nom de l'entreprise|organisation nom"),
    (.french, .contact, "personne|personne a contacter|interlocuteur|personne nom|nom du contact|contact associe"),
    (.french, .contactEmail, "courriel|adresse e mail|personne e mail"),
    (.french, .contactPhone, "telephone portable|personne telephone|numero de telephone"),
    (.french, .contactTitle, "fonction du contact|intitule du poste|poste"),
    (.french, .owner, "proprietaire|responsable|commercial|proprietaire de l'affaire|proprietaire de la transaction"),
    (.french, .value, "montant potentiel|montant de l'affaire|montant ht|montant total"),
    (.french, .expectedClose, "date d'echeance|date previsionnelle|date de signature prevue"),
    (.french, .source, "origine|source du prospect|origine de la piste"), (.french, .externalID, "identifiant"),
    (.french, .created, "date de creation|cree le|affaire creee|date d'ajout"),
    (.french, .closed, "date de cloture|date de fermeture|ferme le|cloture le|affaire conclue le"),
    (
      .french, .expectedClose,
      "date de cloture prevue|date de cloture attendue|date de fermeture prevue|date de conclusion prevue"
    ),
    (.french, .wonDate, "date de gain|gagnee le|date de victoire"), (.french, .lostDate, "date de perte|perdue le"),
    (.french, .lossReason, "raison de la perte|motif de perte|raison de perte|motif de la perte"),
    (.french, .nextStep, "prochaine etape|etape suivante|prochaine activite"),
    (.french, .nextStepDate, "date de la prochaine activite|date de prochaine activite|date de relance"),
    (.french, .lastActivity, "derniere activite|date de la derniere activite|date de derniere activite"),
    (.french, .note, "remarque|remarques|commentaire|commentaires"), (.french, .label, "etiquette|etiquettes"),
    (.french, .probability, "probabilite"), (.french, .isDeleted, "supprime"),
  ]

  private static let spanish: [Row] = [
    (
      .spanish, .name,
      "titulo|nombre|nombre del trato|nombre del negocio|nombre de la oportunidad|trato|negocio|oportunidad"
    ),
    (.spanish, .value, "valor|importe|monto|cantidad|?ingreso esperado|?ingresos esperados"),
    (.spanish, .currency, "moneda|divisa|moneda del valor"),
    (.spanish, .stage, "etapa|fase|etapa del negocio|etapa del trato|fase de venta"),
    (.spanish, .pipeline, "embudo|pipeline de ventas"), (.spanish, .status, "estado|estado del trato"),
    (
      .spanish, .company,
      "empresa|organizacion|compania|cuenta|nombre de la cuenta|cliente|nombre de la empresa|organizacion nombre"
    ),
    (.spanish, .contact, "contacto|persona|persona de contacto|nombre del contacto|persona nombre|contacto asociado"),
    (.spanish, .contactEmail, "correo|correo electronico|persona correo electronico"),
    (.spanish, .contactPhone, "telefono|telefono movil|persona telefono"), (.spanish, .contactTitle, "cargo|puesto"),
    (
      .spanish, .owner,
      "propietario|responsable del trato|vendedor|comercial asignado|propietario del negocio|propietario del trato"
    ),
    (.spanish, .source, "fuente|origen|origen del lead"), (.spanish, .externalID, "identificador"),
    (.spanish, .created, "fecha de creacion|creado|creado el|trato creado"),
    (.spanish, .closed, "fecha de cierre|cerrado el|cerrado|trato cerrado el"),
    (
      .spanish, .expectedClose,
      "fecha de cierre prevista|fecha de cierre esperada|cierre previsto|fecha prevista de cierre|fecha estimada de cierre"
    ),
    (.spanish, .wonDate, "fecha ganado|ganado el|hora de ganado"),
    (.spanish, .lostDate, "fecha perdido|perdido el|hora de perdido"),
    (.spanish, .lossReason, "motivo de perdida|razon de perdida|motivo de la perdida|razon de la perdida"),
    (.spanish, .nextStep, "siguiente paso|proximo paso|proxima actividad"),
    (
      .spanish, .nextStepDate,
      "fecha de la proxima actividad|fecha de proxima actividad|fecha de la siguiente actividad"
    ),
    (.spanish, .lastActivity, "ultima actividad|fecha de la ultima actividad|fecha de ultima actividad"),
    (.spanish, .note, "nota|notas|descripcion|comentarios|observaciones"), (.spanish, .label, "etiqueta|etiquetas"),
    (.spanish, .probability, "probabilidad"), (.spanish, .isDeleted, "eliminado"),
  ]

  private static let portuguese: [Row] = [
    (.portuguese, .name, "nome|nome do negocio|nome da oportunidade|oportunidade"),
    (.portuguese, .value, "quantia|valor do negocio|?receita esperada"),
    (.portuguese, .name, "nome da negociacao|negociacao"), (.portuguese, .value, "valor unico|valor total"),
    (.portuguese, .contact, "?contatos"), (.portuguese, .owner, "responsavel|vendedor responsavel"),
    (.portuguese, .currency, "moeda|moeda do valor"),
    (.portuguese, .stage, "etapa do funil|estagio|fase do negocio"), (.portuguese, .pipeline, "funil|funil de vendas"),
    (.portuguese, .status, "situacao"),
    (.portuguese, .company, "organizacao|conta|nome da conta|nome da empresa|organizacao nome"),
    (.portuguese, .contact, "contato|pessoa|pessoa de contato|nome do contato|pessoa nome"),
    (.portuguese, .contactEmail, "correio eletronico|pessoa e mail"),
    (.portuguese, .contactPhone, "telefone|celular|pessoa telefone"),
    (.portuguese, .owner, "proprietario|proprietario do negocio"), (.portuguese, .source, "fonte|origem"),
    (.portuguese, .created, "data de criacao|criado em|negocio criado em"),
    (.portuguese, .closed, "data de fechamento|fechado em|negocio fechado em|data de encerramento"),
    (
      .portuguese, .expectedClose,
      "data de fechamento esperada|data prevista de fechamento|data de fechamento prevista|previsao de fechamento"
    ),
    (.portuguese, .wonDate, "data de ganho|ganho em"), (.portuguese, .lostDate, "data de perda|perdido em"),
    (.portuguese, .lossReason, "motivo da perda|motivo de perda|razao da perda"),
    (.portuguese, .nextStep, "proxima etapa|proximo passo a dar|proxima atividade"),
    (.portuguese, .nextStepDate, "data da proxima atividade"),
    (.portuguese, .lastActivity, "ultima atividade|data da ultima atividade"),
    (.portuguese, .note, "descricao|observacoes"), (.portuguese, .label, "etiquetas do negocio|marcador|marcadores"),
    (.portuguese, .probability, "probabilidade"),
  ]

  private static let italian: [Row] = [
    (.italian, .name, "titolo|nome trattativa|nome dell'opportunita|nome opportunita|trattativa|opportunita"),
    (.italian, .value, "valore|importo|?ricavo previsto"), (.italian, .currency, "valuta|valuta del valore"),
    (.italian, .stage, "fase trattativa|fase di vendita|stadio"), (.italian, .status, "stato"),
    (.italian, .company, "azienda|societa|organizzazione|nome account|ragione sociale|organizzazione nome"),
    (.italian, .contact, "contatto|referente|persona di riferimento|nome contatto|nome del contatto"),
    (.italian, .contactEmail, "posta elettronica|indirizzo e mail"),
    (.italian, .contactPhone, "cellulare|numero di telefono"),
    (.italian, .owner, "proprietario trattativa|titolare|assegnato a"),
    (.italian, .source, "fonte lead|origine lead|origine contatto"),
    (.italian, .created, "data di creazione|creato il|data creazione"),
    (.italian, .closed, "data di chiusura|chiuso il|data chiusura"),
    (.italian, .expectedClose, "data di chiusura prevista|chiusura prevista|data prevista di chiusura"),
    (.italian, .wonDate, "data vinta|vinta il"), (.italian, .lostDate, "data persa|persa il"),
    (.italian, .lossReason, "motivo della perdita|motivo perdita"),
    (.italian, .nextStep, "prossimo passo|passo successivo|prossima attivita"),
    (.italian, .nextStepDate, "data prossima attivita|data della prossima attivita"),
    (.italian, .lastActivity, "ultima attivita|data ultima attivita|data dell'ultima attivita"),
    (.italian, .note, "descrizione|commenti"), (.italian, .label, "etichetta|etichette"),
    (.italian, .probability, "probabilita"),
  ]

  private static let dutch: [Row] = [
    (.dutch, .name, "naam|dealnaam|naam van deal|onderwerp|opportunitynaam"),
    (.dutch, .value, "waarde|bedrag|dealwaarde|?verwachte omzet"), (.dutch, .currency, "valuta van waarde|munteenheid"),
    (.dutch, .value, "geschatte waarde|totaalbedrag|offertebedrag"), (.dutch, .owner, "verantwoordelijke"),
    (.dutch, .stage, "fase van deal|dealfase|verkoopfase|stadium deal"),
    (.dutch, .pipeline, "verkooppijplijn|pijplijn"),
    (.dutch, .company, "bedrijf|bedrijfsnaam|organisatie|klant|klantnaam|organisatie naam|gekoppeld bedrijf"),
    (.dutch, .contact, "contactpersoon|naam contactpersoon|persoon|persoon naam"),
    (.dutch, .contactEmail, "e mailadres|persoon e mail"),
    (.dutch, .contactPhone, "telefoonnummer|persoon telefoon|telefoon"),
    (.dutch, .contactTitle, "functie"), (.dutch, .owner, "eigenaar|dealeigenaar|verkoper|toegewezen aan"),
    (.dutch, .source, "bron|leadbron"), (.dutch, .created, "aanmaakdatum|aangemaakt|aangemaakt op|deal aangemaakt"),
    (.dutch, .closed, "sluitingsdatum|afsluitdatum|gesloten op|datum gesloten"),
    (.dutch, .expectedClose, "verwachte sluitingsdatum|verwachte afsluitdatum|verwachte sluiting"),
    (.dutch, .wonDate, "gewonnen op|datum gewonnen"), (.dutch, .lostDate, "verloren op|datum verloren"),
    (.dutch, .lossReason, "reden van verlies|verliesreden|reden verloren|reden voor verlies"),
    (.dutch, .nextStep, "volgende stap|volgende activiteit"), (.dutch, .nextStepDate, "datum volgende activiteit"),
    (.dutch, .lastActivity, "laatste activiteit|datum laatste activiteit"),
    (.dutch, .note, "notitie|notities|omschrijving|opmerkingen"), (.dutch, .label, "labelnaam"),
    (.dutch, .probability, "waarschijnlijkheid|kans"),
  ]
}
