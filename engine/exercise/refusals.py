"""Every refusal: a stable code and a Dutch sentence that names the way out.

Refusals are answers, not errors: nothing changed and nothing is logged. `docs/protocol.md` has the list.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.exercise.commands import Refused

SENTENCES: Mapping[str, str] = {
    "answer.changed": "Er is intussen een nieuwer antwoord. Bekijk dat eerst en pas het dan zo nodig aan.",
    "answer.closed": "Dit antwoord ligt vast: het is beoordeeld of de fase is voorbij. Zeg het aan de trainer.",
    "answer.empty": "Er staat nog niets in. Schrijf eerst uw tekst.",
    "answer.field_unknown": "Dit werkblad heeft een van deze velden niet. Laad de pagina opnieuw en verstuur nog eens.",
    "answer.option": "Kies een van de antwoorden die bij deze vraag horen.",
    "answer.part": "Dit antwoord hoort bij een ander soort vraag. Laad de pagina opnieuw en verstuur nog eens.",
    "answer.ticks": "Vink alleen aan wat bij deze vraag staat, en elk maar één keer.",
    "answer.too_few": "Vink er ten minste {low} aan. Nu zijn het er {count}.",
    "answer.too_long": "Uw tekst is te lang: {length} tekens, er passen er {limit}. Kort hem in en verstuur opnieuw.",
    "answer.too_many": "Vink er ten hoogste {high} aan. Nu zijn het er {count}.",
    "answer.unreadable": "In de tekst staat een teken dat niet bewaard kan worden. Haal het weg en verstuur opnieuw.",
    "answer.value": "Kies een getal van {low} tot en met {high}.",
    "beamer.answer": "Er is geen antwoord om te tonen.",
    "beamer.consent": "Vraag eerst of dit antwoord op de beamer mag, en vink dat aan.",
    "beamer.item": "Dit bericht is niet voor de beamer, dus het kan er niet op.",
    "beamer.result": "Van deze vraag is geen uitslag: zij is nog niet gesteld, of het antwoord is tekst.",
    "call.room": "In deze zaal zit geen team.",
    "call.seconds": "Kies een tijd van 10 tot en met 600 seconden.",
    "clock.not_paused": "De klok staat niet stil.",
    "clock.not_running": "De klok loopt niet.",
    "clock.speed": "Kies een snelheid van 1/4 tot 60 keer de gewone tijd.",
    "clock.time_out": "Het is al tijd uit. Hervat om verder te gaan.",
    "cotrainer.may_not": "Als co-trainer kunt u scoren en berichten vrijgeven. De rest doet de trainer.",
    "deadline.not_open": "Hier loopt geen termijn meer.",
    "edit.delivered": "Bericht {number} is al verstuurd. Stuur een correctie.",
    "exercise.ended": "De oefening is afgelopen. Er verandert niets meer.",
    "exercise.not_ended": "De oefening is niet afgelopen.",
    "exercise.not_started": "De oefening is nog niet begonnen.",
    "exercise.started": "De oefening is al begonnen.",
    "exercise.undo_over": "De minuut is voorbij; de oefening blijft beëindigd.",
    "fold.holds": "Deze plek speelt zelf al een andere rol erbij. Laat die eerst weer zelf spelen.",
    "fold.into_folded": "Die plek wordt zelf al door een ander gespeeld. Kies een andere plek.",
    "fold.seat": "Kies twee verschillende plekken uit dit scenario.",
    "go.too_soon": "Er ging net al een bericht uit. Wacht een seconde en druk dan opnieuw.",
    "help.kind": "Vraag om hulp of om tijd uit.",
    "help.unknown": "Deze vraag is er niet meer.",
    "inject.delivered": "Bericht {number} is al verstuurd.",
    "inject.no_time": "Bericht {number} heeft geen tijdstip dat u kunt verschuiven.",
    "inject.not_ahead": "Bericht {number} komt niet meer vanzelf; overslaan hoeft niet.",
    "inject.not_held": "Bericht {number} komt niet meer vanzelf; vasthouden hoeft niet.",
    "inject.unknown": "Dit bericht staat niet in het draaiboek.",
    "item.unknown": "Dit bericht is niet voor deze plek.",
    "ladder.not_yours": "Deze ladder is niet aan uw rol.",
    "ladder.same": "De ladder staat al op deze trede.",
    "ladder.step": "Deze trede bestaat niet. Kies een trede van 0 tot en met {highest}.",
    "message.channel": "Dit kanaal bestaat niet. Kies een kanaal uit de lijst.",
    "message.corrects": "Het bericht dat u wilt verbeteren, is niet verstuurd.",
    "message.to_nobody": "Kies eerst voor wie het bericht is.",
    "message.to_unknown": "Een van de ontvangers bestaat niet in dit draaiboek.",
    "move.too_far": "Verschuif met ten hoogste acht uur.",
    "observer.may_not": "Als waarnemer kunt u noteren en scoren. De oefening zelf stuurt de trainer.",
    "offer.not_now": "Dit kan nu niet. Kijk wat er al loopt, of vraag het de trainer.",
    "offer.not_yours": "Dit is niet aan uw rol, of het is al begonnen.",
    "phase.last": "Dit is de laatste fase. Beëindig de oefening als u klaar bent.",
    "phase.not_later": "Deze fase ligt niet verderop. Terug kan niet: wat gebeurd is, blijft gebeurd.",
    "phase.not_running": "Deze fase loopt niet meer. Kijk welke fase nu loopt.",
    "response.not_asked": "Van deze plek wordt hier geen antwoord gevraagd.",
    "score.dimension": "Deze dimensie bestaat niet.",
    "score.moment": "Dit moment staat niet in het draaiboek.",
    "score.position": "Kies een positie van 1 tot en met 5, of laat de dimensie leeg.",
    "score.unit": "Deze groep of plek doet niet mee.",
    "score.veto": "Deze zware regel bestaat niet.",
    "seat.folded": "Deze rol wordt nu door een andere plek gespeeld. Vraag het de trainer.",
    "seat.may_not": "Dat kan vanaf deze plek niet.",
    "start.unknown": "Dit scenario heeft niets dat zo heet om vooraf te kiezen.",
    "start.value": "Bij ‘{name}’ past dit niet. Kies {fits}.",
    "takeback.answered": "Er kwam al een antwoord op, of de termijn is voorbij. Stuur een correctie.",
    "takeback.not_sent": "Dit bericht is niet verstuurd, of het is al teruggedraaid.",
    "takeback.read": "Al geopend door {count}. Stuur een correctie.",
    "takeback.too_late": "Terugdraaien kan vijf seconden. Stuur een correctie.",
    "word.number": "Bij ‘{label}’ hoort een heel getal{limits}, zonder punten.",
    "word.option": "Bij ‘{label}’ past dit niet. Kies {options}.",
    "word.too_long": "Bij ‘{label}’ is de tekst te lang: {length} tekens, er passen er {limit}.",
    "word.unknown": "Dit scenario heeft dit woord niet. Laad de pagina opnieuw.",
    "word.unreadable": "Bij ‘{label}’ staat een teken dat niet bewaard kan worden. Haal het weg.",
    "write.fact": "U kunt alleen doorgeven wat u zelf weet.",
}


def refuse(code: str, **words: object) -> Refused:
    """The refusal with this code; KeyError when the code is not in the table."""
    return Refused(code, SENTENCES[code].format(**words))
