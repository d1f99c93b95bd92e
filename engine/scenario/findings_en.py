"""The sentences of `findings` in English: the same codes, the same `{words}`.

Owns only these words. A code that lacks here is told in Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.scenario.sentence import Sentence

ENGLISH: Mapping[str, Sentence] = {
    # The file as such.
    "E001": Sentence("there is a tab in the indentation", "use spaces, two for each level"),
    "E002": Sentence("the file is not UTF-8", "save the file as UTF-8"),
    "E003": Sentence("a text that starts with {{{{ has no quotes", 'write: "{{{{ name }}}} …"'),
    "E004": Sentence(
        "there is a colon in a plain text",
        "put the text between quotes, or start with | and put it on the next line",
    ),
    "E005": Sentence("a plain text starts with {sign}", "leave {sign} out or put the text between quotes"),
    "E006": Sentence('"{key}" stands here twice, also on line {line}', "join them or remove one"),
    "E007": Sentence(
        "{sign} at the start of a text has a meaning of its own in YAML, which a scenario does not use",
        "write the content in full or put the text between quotes",
    ),
    "E008": Sentence("a second document starts here", "remove the line with --- or ...; a file is one scenario"),
    "E009": Sentence("the file is too large", "a scenario is at most 4 MB and {limit} parts"),
    "E010": Sentence("too many levels inside each other", "at most 12 levels"),
    "E011": Sentence("there is an invisible character ({sign})", "delete the text around this place and type it again"),
    "E012": Sentence("a quote is not closed", "put one at the end of the text"),
    "E013": Sentence("the brackets [ ] or {{ }} do not match", "see whether each is closed and has its commas"),
    "E014": Sentence("this line is not indented well", "let keys that belong together start in the same column"),
    "E015": Sentence("a colon is missing here after the key", "write: key: value"),
    "E016": Sentence("a \\ between double quotes is unknown", "use single quotes or write \\\\"),
    "E017": Sentence("there is text behind | or >", "put the text on the next line, two spaces further"),
    "E018": Sentence("a key must be one word", "put texts with brackets between quotes"),
    "E019": Sentence("this cannot be read as YAML", "look at this line and the one above it"),
    "E020": Sentence("the file is not there", "see whether the name is right"),
    "E021": Sentence("the file may not be read", "ask for the right to read this file"),
    "E022": Sentence("there is no scenario.yaml in this folder", "give the folder that holds scenario.yaml"),
    "E023": Sentence("the file is empty", "begin with: format: 1"),
    "E024": Sentence("unknown version of the format: {value}", "write: format: 1"),
    "E025": Sentence("there is text after a closing quote", "put the whole text between quotes, or nothing of it"),
    "E026": Sentence("there are more; the search stopped here", "mend these first and look again"),
    # The package: a folder or a zip, and what a file includes.
    "E027": Sentence("this is not a zip, or it is damaged", "pack the scenario's folder again"),
    "E028": Sentence('the zip holds a name that leads outside: "{name}"', "pack only the scenario's folder"),
    "E029": Sentence('"{name}" is a link to another place', "put the file itself in the folder"),
    "E030": Sentence('"{name}" stands twice in the zip', "pack the scenario's folder again"),
    "E031": Sentence('"{name}" is encrypted', "pack the folder again, without a password"),
    "E032": Sentence("there are too many files", "at most {limit}, in lib, media, i18n and tests together"),
    "E033": Sentence('"{name}" is too large', "a file is at most {limit} MB"),
    "E034": Sentence("the files are too large together", "all of them are at most {limit} MB"),
    "E035": Sentence(
        "the zip holds no scenario.yaml, or more than one", "put scenario.yaml at the top, or in the only folder"
    ),
    "E036": Sentence('"{name}" is not a plain file', "remove it, or put a file there"),
    "E037": Sentence('"{name}" stands too deep', "at most four folders inside each other"),
    "E038": Sentence('"{name}" is packed in an unusual way', "pack the folder again as a plain zip"),
    "E039": Sentence('"{name}" cannot be the name of a file', "give the file a name without odd characters"),
    "E040": Sentence(
        '"{name}" is more than {limit} times as large once unpacked', "see what is in this file, and pack again"
    ),
    "E041": Sentence('"{value}" cannot stand here', "name a file in lib, for example lib/roles.yaml"),
    "E042": Sentence('the file "{value}" is not there', "see whether the name is right"),
    "E043": Sentence("these files include each other: {cycle}", "remove one of the lines"),
    "E044": Sentence("too many files include one another", "at most {limit} after each other"),
    "E045": Sentence('"{key}" belongs in scenario.yaml', "a file in lib has only: {options}"),
    "E046": Sentence(
        '"{value}" stands in {file} too, line {line}', "give one of them another name, or write override: yes"
    ),
    "E047": Sentence('"{value}" replaces nothing', "remove override, or see whether the name is right"),
    # Shape.
    "E101": Sentence('unknown key "{key}"', "possible here: {options}"),
    "E102": Sentence('"{key}" is missing', "add a line: {key}: …"),
    "E103": Sentence("{expected} belongs here", "look at an example in the description of the format"),
    "E104": Sentence('"{value}" cannot be a name', "start with a letter; use a-z, 0-9, _ and -, at most 40 characters"),
    "E105": Sentence('"{value}" is used already', "choose another name"),
    "E106": Sentence('"{value}" has a fixed meaning', "choose another name"),
    "E107": Sentence("the text is too long: {length} characters", "at most {limit} characters"),
    "E108": Sentence("{value} is not possible here", "from {low} up to and including {high}"),
    "E109": Sentence('"{value}" is not possible here', "choose from: {options}"),
    "E110": Sentence("this inject has {count} triggers", "choose exactly one of at, after, when, manual, offered"),
    "E111": Sentence("there is nothing here", "fill this in or remove the line"),
    "E112": Sentence('"{value}" is not a duration', "write for example 45 s, 3 min, 2 hours or 1 hour 30 min"),
    "E113": Sentence('"{value}" is not a story time', "write for example day 1 09:30"),
    "E114": Sentence("too many: {count}", "at most {limit}"),
    "E115": Sentence("delay does not belong here", "delay can stand beside when, or inside after and send"),
    "E116": Sentence("{count} names for {seats} seats", "give one name for each seat"),
    "E117": Sentence('"{first}" and "{second}" are both here', "choose one"),
    "E118": Sentence("this inject cannot come more than once", "repeat goes with when and manual only"),
    "E119": Sentence("spread does not belong here", "spread goes with when, or inside after"),
    # References.
    "E120": Sentence('unknown role or team "{value}"', "choose from: {options}"),
    "E121": Sentence('unknown phase "{value}"', "choose from: {options}"),
    "E122": Sentence('unknown form "{value}"', "choose from: {options}"),
    "E123": Sentence('"{value}" is not an answer of form "{form}"', "choose from: {options}"),
    "E124": Sentence('unknown inject "{value}"', "use the id of an inject"),
    "E125": Sentence('unknown escalation "{value}"', "choose from: {options}"),
    "E126": Sentence('unknown objective "{value}"', "choose from: {options}"),
    "E127": Sentence('role "{value}" is already in team "{team}"', "put a role in one team"),
    "E128": Sentence('"{value}" must answer but does not get the inject', "name it after to as well"),
    "E129": Sentence('inject "{value}" asks for no answer', "use after: {{inject: …}}, or give that inject a response"),
    # Time.
    "E130": Sentence('{value} is outside phase "{phase}"', "choose a time from {low} up to and including {high}"),
    "E131": Sentence('this comes after the end of phase "{phase}"', "the phase lasts {length}"),
    "E132": Sentence(
        "the clock runs backwards or stands still",
        "let to be later than from; a clock that stands still is speed: stil",
    ),
    "E133": Sentence('the clock of phase "{phase}" stands still', "use at: +… min here"),
    "E134": Sentence("these injects wait for each other: {cycle}", "give one of them another trigger"),
    "E135": Sentence("a duration of nothing is not possible here", "make it longer or remove the line"),
    "E136": Sentence(
        'phase "{value}" is not over yet when phase "{phase}" begins', "choose a phase that comes before that one"
    ),
    "E137": Sentence("this message lapses before it comes", "let until be no earlier than at"),
    "E138": Sentence(
        "when none of these conditions holds, there is nothing to send",
        "put a variant without if behind it, or give the inject a body of its own",
    ),
    "E139": Sentence("live is for a telephone call alone", "set channel to phone, or take live away"),
    # Forms.
    "E140": Sentence('unknown worksheet "{value}"', "choose from: {options}"),
    "E141": Sentence("min is larger than max: {low} and {high}", "let min be no larger than max"),
    "E142": Sentence("{value} ticks, but there are {count} options", "at most {count}, or add more options"),
    "E143": Sentence("this worksheet has no fields", "choose template: bob or stappenplan, or add fields"),
    "E144": Sentence("the scale runs from {low} to {high}", "let to be larger than from"),
    "E145": Sentence("the scale has {count} numbers", "at most {limit}, or nobody can tell them apart"),
    "E146": Sentence('"{value}" stands there twice, also at "{other}"', "give every option words of its own"),
    "E147": Sentence(
        "the fields of this worksheet together are too long: {length} characters",
        "at most {limit} together; give texts a smaller max",
    ),
    "E148": Sentence('message "{value}" asks for no answer', "name a message with a response under quotes"),
    "E149": Sentence('"{value}" is no field of form "{form}"', "choose from: {options}"),
    # Media.
    "E160": Sentence('unknown medium "{value}"', "choose from: {options}"),
    "E161": Sentence('file "{value}" is not there', "put it in the folder media of the scenario"),
    "E162": Sentence(
        '"{value}" is no path to a file in the folder media', "write for example media/smoke.jpg, without .. or \\"
    ),
    "E163": Sentence('a file that ends in "{value}" is not possible here', "choose from: {options}"),
    "E164": Sentence(
        'there is something else in "{value}" than its name says',
        "save it again as the right sort; renaming is not enough",
    ),
    "E165": Sentence('"{key}" does not belong to this sort of file', "remove the line"),
    "E166": Sentence("the file is too large: {value}", "at most {limit}; make it smaller"),
    # Conditions and effects.
    "E201": Sentence(
        "the condition cannot be read", "compare for example like this: mediadruk >= 30 and raad_ingelicht == no"
    ),
    "E202": Sentence('unknown name "{value}"', "use a name from state, a meter or phase"),
    "E203": Sentence('"{value}" is not a value of {name}', "choose from: {options}"),
    "E204": Sentence(
        "{left} and {right} do not go together", "compare numbers with numbers and choices with their own values"
    ),
    "E205": Sentence("no yes or no comes out of this", "compare with something, for example … == …"),
    "E206": Sentence("the condition is too long or too complicated", "one line, at most 300 characters"),
    "E207": Sentence("{value} is not a number that is possible here", "use whole numbers up to a billion"),
    "E210": Sentence('unknown variable "{value}"', "name it under state first"),
    "E211": Sentence('{name} cannot be "{value}"', "choose from: {options}"),
    "E212": Sentence('"{value}" is no number, so nothing can be added', "use set"),
    "E213": Sentence("this effect does {count} things", "one for each dash: set, add, send, cancel or end_phase"),
    # Texts.
    "E214": Sentence('unknown function "{value}"', "choose from: {options}"),
    "E215": Sentence("one id belongs between the brackets of {call}", 'write {call}("id-of-an-inject")'),
    "E216": Sentence('unknown inject "{value}" in {call}', "use the id of an inject"),
    "E217": Sentence('"{value}" is no inject and no form', "use the id of an inject or a form in answered"),
    "E218": Sentence(
        'inject "{value}" asks for no answer', "give that inject a response, or ask whether it was sent: sent"
    ),
    "E219": Sentence('"{value}" is an inject and a form too', "give one of them another id"),
    "E220": Sentence('inject "{value}" has no deadline and so is never late', "give its response a deadline"),
    "E221": Sentence('no inject asks for form "{value}"', "put it in a response, or use the id of an inject"),
    "E230": Sentence("all weights are 0, so nothing can be drawn", "give at least one value a weight above 0"),
    "E301": Sentence(
        "this is not possible in a text",
        "only {{{{ name }}}}, or with upper, lower or capitalize: {{{{ name|upper }}}}",
    ),
    "E302": Sentence('unknown word "{value}" in the text', "name it under parameters first"),
    # Exceptions.
    "E303": Sentence("{value} is an error, and that cannot be ignored", "mend the error"),
    "E304": Sentence('"{value}" is not the code of a remark', "use a code with W or I, as check names it"),
    # Facts, translations.
    "E310": Sentence('unknown fact "{value}"', "choose from: {options}"),
    "E311": Sentence('unknown criterion "{value}"', "write rubric.criterion; choose from: {options}"),
    # Warnings.
    # Translations.
    "E501": Sentence(
        'there is no text "{value}" to translate', "see whether its id still exists; scenario.title is one"
    ),
    "E502": Sentence('the translation of "{value}" has other words between {{{{ }}}}', "use exactly: {options}"),
    "E503": Sentence(
        '"{value}" is the language of the scenario itself', "remove this file, or choose another language"
    ),
    "E504": Sentence('"{value}" is no language', "write two letters, for example en"),
    "E505": Sentence('the language "{value}" belongs in another file', "call the file {name}"),
    "E520": Sentence('"{value}" did not come', "see what sets the inject off"),
    "E521": Sentence('"{value}" came later: at {moment}', "see whether the test or the script has to change"),
    "E522": Sentence('"{value}" came already: at {moment}', "see whether the test or the script has to change"),
    "E523": Sentence('"{value}" came after all: at {moment}', "see what set the inject off"),
    "E524": Sentence('"{value}" did not reach {who}', "it went to: {options}"),
    "E525": Sentence("{name} is {value}, expected {expected}", "see which effect there was too many or too few"),
    "E526": Sentence("this did not happen in the test", "look at the moment that stands here"),
    "E527": Sentence("this could not be done at {moment}", "{reason}"),
    "E528": Sentence('this moment did not come: phase "{phase}" ended before', "choose another moment"),
    "E529": Sentence(
        "playing was stopped here after {count} facts",
        "see whether injects set each other off for ever, or make fewer tests",
    ),
    "E530": Sentence(
        '"{value}" is not a moment', "write a phase, with or without a time (evening +5 min), or day 1 17:30"
    ),
    "E531": Sentence("{value} is in no phase", "choose a time within the clock of a phase"),
    "E532": Sentence('"{inject}" asks no answer of {value}', "who can answer: {options}"),
    "E533": Sentence('this does not fit form "{form}"', "give the answer with {key}, and only with that"),
    "E534": Sentence("the trainer does {count} things here", "one for each dash: fire, skip or next_phase"),
    "W210": Sentence(
        'the time to answer runs on after phase "{phase}"', "there is {rest} left then; choose a shorter deadline"
    ),
    "W211": Sentence('this comes only after the planned end of phase "{phase}"', "start earlier, or put carry: yes"),
    "W212": Sentence("the story goes back in time here", "see whether the clock of this phase is right"),
    "W220": Sentence(
        'this inject never comes: it waits for "{value}" of a later phase', "choose another phase, or put carry: yes"
    ),
    "W221": Sentence('"{value}" changes, but nothing depends on it', "use it in when or if, or remove it"),
    "W222": Sentence('"{value}" is read, but never changes', "give it a value somewhere with set or add"),
    "W223": Sentence('"{value}" is not used anywhere', "use it or remove it"),
    "W230": Sentence(
        "spread is larger than delay ({spread}), and nothing comes earlier than at once",
        "make spread smaller or delay larger",
    ),
    "W231": Sentence("this message lapses before it can come", "make until later, or the delay shorter"),
    "W232": Sentence("this variant is never sent: the one before it always holds", "put the variant without if last"),
    "W233": Sentence("this text is never sent: there is always a variant that holds", "remove it"),
    "W234": Sentence(
        "these injects keep setting each other off until they run out: {cycle}",
        "let one of them come later, or write a condition that is no longer true once it was sent",
    ),
    "W240": Sentence(
        'role "{role}" decides here on what is not for the council: "{value}"',
        "ask what a council can do: put questions, set the frame, table a motion, speak with residents",
    ),
    "W241": Sentence(
        '"{value}" is for the mayor alone, and here role "{role}" decides', "ask the mayor, or ask this role for advice"
    ),
    "W242": Sentence(
        'the council must say in public what stands in a file: "{value}"',
        "ask about the process, or let this come in private through the clerk",
    ),
    "W243": Sentence(
        '"{value}": part of the council gets secret papers here', "give them to all council members or to none"
    ),
    "W244": Sentence(
        "in all {count} choices doing nothing is the best answer",
        "let a firm measure be the right answer at least once",
    ),
    "W245": Sentence(
        'at escalation "{value}" nobody is asked for anything', "give one of the injects of this moment a response"
    ),
    "W246": Sentence(
        '"{value}": this message also reaches the press, residents or the projector', "limit to to those who may know"
    ),
    "W247": Sentence(
        'role "{role}" must have an opinion on the content here: "{value}"',
        "the clerk guards the procedure; ask about order, form or secrecy, or ask a council member",
    ),
    "W250": Sentence(
        'role "{role}" has nothing to do in phase "{phase}" for {length} (from {start})',
        "give this role a message, or add it to a message for others",
    ),
    "W251": Sentence(
        'role "{role}" has {count} open questions at once here',
        "spread them over roles or over time; nobody keeps more than three apart",
    ),
    "W252": Sentence(
        "{count} messages in five minutes come here for {role}", "let one come later, or go to somebody else"
    ),
    "W253": Sentence(
        "{count} words in five minutes come here for {role}", "at most {limit}; make them shorter or spread them"
    ),
    "W255": Sentence('role "{role}" never gets a message', "name it after to, or remove the role"),
    "W256": Sentence('role "{role}" has no role card, other roles have', "write what it does and knows: does, knows"),
    "W258": Sentence(
        'objective "{value}" does not come back in the debrief',
        "ask a question about it under debrief, judge an answer by it, or remove the objective",
    ),
    "W259": Sentence(
        'no message comes in phase "{phase}"', "give it a message, or make it kind: plenary, group, break or knowledge"
    ),
    "W260": Sentence(
        'in phase "{phase}" nothing happens for {length} (from {start})',
        "put a message in between, or make the phase shorter",
    ),
    "W261": Sentence(
        "the time to answer is too short to read {words} words",
        "reading alone takes {needed}; give more time or make the text shorter",
    ),
    "W263": Sentence('two escalations are called "{value}"', "give each a name of its own"),
    "W270": Sentence(
        "this condition can never become true: {value}",
        "look at the values that set gives somewhere, and at and and or",
    ),
    "W271": Sentence("this condition is always true: {value}", "remove it, or see whether or should be and"),
    "W273": Sentence(
        '"{value}" only ever gets its start value', "give it another value somewhere, or choose another start"
    ),
    "W274": Sentence(
        'this inject and "{other}" come at once and give "{value}" another value', "put it in one of the two"
    ),
    "W275": Sentence(
        'this inject is only sent by "{value}" of a later phase, and has lapsed by then',
        "choose a later phase, or put carry: yes",
    ),
    "W276": Sentence(
        'this cancels "{value}", but that has come by then', "remove cancel, or let that inject come later"
    ),
    "W277": Sentence(
        "no effect in this scenario makes this condition true: {value}",
        "let an answer or message give the value that is named here; now only another start can",
    ),
    "W278": Sentence(
        'nobody can set "{value}", and here it says what fits',
        "give a role ladders: [{value}], or let an answer set it",
    ),
    "W301": Sentence("the title is long: {length} characters", "a phone shows {limit}"),
    "W302": Sentence("the telephone text is long: {length} words", "a call has at most {limit}"),
    "W304": Sentence('"{value}" seems to be still to fill in', "fill it in"),
    "W305": Sentence("there are more; the search stopped here", "mend these first and look again"),
    "W310": Sentence("the file is large: {value}", "a phone loads up to {limit} smoothly; make it smaller if you can"),
    "W311": Sentence('who cannot hear "{value}" misses what is said', "give {wanted}"),
    "W312": Sentence('"{value}" lacks {lacks}', "say who made it and how you may use it"),
    "W313": Sentence("the folder media holds what nobody uses: {value}", "name it under media or remove it"),
    "W320": Sentence('nobody gets to know "{value}"', "give known_by, or let a message tell it with facts"),
    "W321": Sentence(
        'this message tells "{value}" ({share}) to who must not know it: {who}',
        "take them out of to, or choose another share; if the leak is meant, say so under lint",
    ),
    "W322": Sentence(
        'this message tells "{value}" ({share}) to everybody',
        "choose a closed channel without the projector; if the leak is meant, say so under lint",
    ),
    "W323": Sentence(
        '"{value}" is secret for the council, but these members do not get it: {who}',
        "give it to all council members or to none",
    ),
    "W340": Sentence("there is no {value} here to ignore", "remove this exception, or put it at the right element"),
    "W341": Sentence(
        '"{value}" may be a real telephone number',
        "let it start with a 0 after 06 or the area code: 06-01234567 or 020-0123456",
    ),
    "W342": Sentence(
        '"{value}" may be a real address on the internet', "use example.nl, or a name that ends in .example"
    ),
    "W343": Sentence(
        '"{value}" with the house number is a real address', "leave the postcode out, or use the letters SA, SD or SS"
    ),
    "W344": Sentence('"{value}" may be a real citizen number', "change the last digit, or leave it out"),
    "W345": Sentence('"{value}" may be a real bank account', "change the first two digits, or leave it out"),
    "W346": Sentence('"{value}" exists', "invent a name; name real cases by place and year only"),
    "W347": Sentence(
        "one piece of this message is long for this channel: {length} characters",
        "at most {limit}; cut it in pieces with a blank line in between",
    ),
    "W348": Sentence('there is no word here: "{value}"', "write what the reader must know"),
    "W349": Sentence('"{value}" stands here twice', "remove one of the two"),
    "W350": Sentence('"{value}" can be seen, but not heard', "write it in spoken words, or choose another channel"),
    "W501": Sentence(
        'the translation of "{value}" is not of the text as it is now',
        "see whether it still fits, then write source: {source}",
    ),
    "W502": Sentence(
        "{count} texts are not translated: {value}", "until then those are in the language of the scenario"
    ),
    "W520": Sentence("this scenario has no tests", "make one: tests/doing-nothing.yaml"),
    "W521": Sentence('no test chooses at form "{form}": {options}', "let a test give this answer and see what comes"),
    "W522": Sentence("this inject came in none of {count} rehearsals", "see what sets it off, or put manual: yes"),
    "W523": Sentence(
        "this condition became true in none of {count} rehearsals", "see whether an answer or effect makes it true"
    ),
    "W524": Sentence("this test expects nothing", "say at steps, always_sent, never or ends what must come of it"),
    "I241": Sentence(
        "measures are asked for here, and nothing about their end", "ask until when, and who takes the measure down"
    ),
    "I242": Sentence(
        "in this scenario {free} never has a price",
        "give it a consequence somewhere: {meters}",
    ),
    "I250": Sentence(
        'role "{role}" still has time for "{first}" when this comes', "let this come later if the pressure is not meant"
    ),
    "I251": Sentence("there are {count} seats", "with more than {limit} not everybody gets a word in the debrief"),
    "I252": Sentence('all messages come by one channel: "{channel}"', "vary telephone, mail, news and talk"),
    "I253": Sentence(
        'team "{team}" never gets anything together', "send a message to team {team}, or let the team answer together"
    ),
    "I260": Sentence(
        "the phases last {length} together", "a session lasts at most {limit}; choose, or split the evening"
    ),
    "I270": Sentence(
        "these answers have no consequence, others have: {value}", "give them one, or say with lint why not"
    ),
    "I280": Sentence(
        "this sentence is long: {length} words", "after {limit} words a reader loses the beginning; make it two"
    ),
    "I281": Sentence('"{value}" is in capitals', "write it plainly; stress comes from the word"),
    "I282": Sentence('inject "{other}" in this phase has the same title', "give each a title of its own"),
}
"""By code, in the order of `SENTENCES`."""

ENGLISH_HINTS: Mapping[str, str] = {
    "did_you_mean": 'did you mean "{guess}"?',
    "quote_text": "put the whole text between quotes",
    "only_in_body": "a variable or meter can only stand in the text of a message: body",
    "text_above": "does this belong to the text above? start that text with | and indent it",
    "comma_in_text": "is there a comma in the text? put the text between quotes",
    "of_this_kind": "kind: {kind} may have: {options}",
    "declare_variable_name": "start with a letter; use a-z, 0-9 and _, at most 40 characters",
    "newer_program": "this file is for a newer Snelkookpan; update the program",
    "nothing_declared": "there is none yet; name it first",
    "day_first": "put the day in front: day 1 {value}",
    "plus_first": "write +{value}, counted from the start of the phase, or a story time: day 1 09:30",
    "at_forms": "write +7 min, counted from the start of the phase, or a story time: day 1 09:30",
    "names_for_seats": "use names: [..] with one name for each seat",
    "each_or_team": "write a role, team x or each team x",
    "single_equals": "use == to compare",
    "use_and": "write and",
    "use_or": "write or",
    "use_not": "write not",
    "use_not_equal": "write !=",
    "use_at_most": "write <=",
    "use_at_least": "write >=",
    "straight_quotes": "use straight quotes: \" or '",
    "yes_or_no": "write yes or no",
    "quote_id": 'put quotes around the id: {call}("{value}")',
    "use_call": 'write {call}("…"), with the id of an inject between the brackets',
    "use_late": 'write late("…"), with the id of an inject between the brackets',
    "use_brackets": 'put brackets around the id: sent("…")',
    "round_brackets": 'use round brackets: sent("…")',
    "form_is_no_inject": "that is a form; give the id of an inject",
    "no_attributes": "there is no dot between names here",
    "no_division": "you can calculate with +, - and *",
    "list_needed": "write a list after in: in ['a', 'b']",
    "quote_value": 'put quotes around the value: "{value}"',
    "only_one_line": "put the condition on one line",
    "whole_number": "use a whole number",
    "at_least": "at least {low}",
    "between": "from {low} up to and including {high}",
    "test_guarded": "its condition at if was not true at {moment}",
    "test_skipped": "the trainer skipped it at {moment}",
    "test_cancelled": "it was cancelled at {moment}",
    "test_until": "it was good until {moment} only",
    "test_lapsed": "it was to come at {moment}, but then its phase was over",
    "test_when_false": "its condition at when did not become true",
    "test_not_set_off": "nothing set it off",
    "test_no_inject": 'inject "{value}" did not come',
    "test_over": "the exercise was over at {moment}",
    "test_no_response": "choose an inject with a response",
}
"""By name, in the order of `HINTS`."""

ENGLISH_TERMS: Mapping[str, str] = {
    "een tekst": "a text",
    "een heel getal": "a whole number",
    "yes of no": "yes or no",
    "een blok met sleutels": "a block with keys",
    "een lijst": "a list",
    "een keuze": "a choice",
    "dag": "day",
    "geen": "no",
    "dit teken": "this sign",
    "te veel doen": "doing too much",
    "te weinig doen": "doing too little",
}
"""By the Dutch term."""
