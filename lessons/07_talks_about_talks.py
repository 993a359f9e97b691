# %% [markdown]
# # 7. Talks about talks: claims on trial
#
# **Question of this lesson.** On 15 October 2008 all sides had come to Geneva, and before the day was over the talks
# were suspended. Who was in which room, and who said why? And of the article's statements: which does the evidence
# bear out, which not, and which cannot be settled at all?
#
# **Afterwards you can**
#
# 1. link actors, seats and venues, also where a name is spelled in two ways;
# 2. say how four sides describe the same table, each in its own terms;
# 3. say what kind of evidence could settle a statement, and who has to bring it;
# 4. weigh a contested claim: at least three versions, the evidence, a verdict, and how sure you are;
# 5. see where your class differs, and say over what.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 5 | Recall |
# | 3 | Article and venues |
# | 12 | Part 1: seats; exercises 07-1 and 07-2 |
# | 11 | Part 2: what would settle it; exercise 07-3, a first verdict together, quiz |
# | 12 | Part 3: the trial; exercise 07-4, a verdict of your own, the class |
# | 7 | Write (07-5), exit question |
# | at home | Part 4: exercises 07-6 and 07-7 |

# %% [markdown] tags=["teacher"]
# **For the instructor: plan.** In class 50 minutes, by estimate.
#
# | Minutes | What | Stop point | Likely trouble |
# |:-|:-|:-|:-|
# | 8 | Recall (5), article (3) | none | none |
# | 4 | The drawing of the seats | which of the nine had a reason not to sit down? Say it in that seat's own words | *no seat* taken for *stayed away* |
# | 3 | 07-1 | after it: who is known to have sat in both rooms? | *not known* counted as present |
# | 5 | 07-2 | after the prediction | one spelling only; `and` in place of the sign for or |
# | 4 | 07-3 | which of the six would you have called an opinion? | *disputed* taken for *opinion* |
# | 7 | c01 together (4), quiz (3) | **before** anyone rates: somebody says what speaks against their own verdict | wanting to know ours first |
# | 4 | 07-4 | none | looking for *status*, which gives an empty list |
# | 8 | Rate one of three, each third of the room another (4), compare (4) | where does the class differ most: over a fact, or over a word? | a verdict without a confidence |
# | 7 | 07-5, exit question | none | nothing: let them write |
#
# **To shorten:** read the result of 07-2 aloud, or let all rate c15 alone. 07-5 is begun in class and finished at
# home. **In a big class:** each row of desks rates one claim more from Part 4.
#
# **Care.** On trial is a sentence, not a side, and never a person in the room. Before the first rating say three things
# aloud: a verdict is about the sentence as it stands; "not supported" is no insult to whoever said it; and nobody
# speaks for a people. In class c01, c02, c05 and c15 are rated, because one can differ about them calmly. The harder
# ones (c06, c08, c09, c11, c19) are for the written verdict and for home, where nobody has to show a hand. Somebody from
# Abkhazia, Georgia, Russia or South Ossetia may hear a word of another side as an injury, and may have buried
# somebody; they may stay silent, and they may correct how their side is told. Do take such corrections: write them on
# the board under *version*, with a speaker. Our verdicts are not the last word either: a class that argues well
# against one has understood the lesson.

# %% [markdown]
# ## Recall (5 minutes)
#
# Without looking back, write down: what can one state do alone, without a vote? What needs a vote in which a
# veto counts? (Lesson 6.) And who answers for a sentence of the article for which it names nobody? (Lesson 1.) Compare
# with your neighbour.
#
# To recognise another state is the act of one state: no vote, so no veto. Membership in the United Nations needs the
# Security Council, and there a veto counts. And where nobody is named, the article itself answers.

# %%
from textwrap import fill

from courseutils import Map, check, cite, hint, load_article, load_layer, load_table, progress, quiz, show
from courseutils import claims_board, compare_ratings, my_ratings, rate, seats


def left(table):
    """The table with whole sentences, written from the left."""
    heads = [{"selector": "th", "props": "text-align: left"}]
    return table.style.set_properties(**{"text-align": "left"}).set_table_styles(heads).hide()

# %% [markdown]
# ## Article and venues (3 minutes)
#
# Read paragraphs 1, 2, 3 and 6. Where were the speakers, and where are the places that they spoke about?

# %% tags=["map"]
world = load_layer("world")
geneva_in = world[world["name"] == "Switzerland"]
brussels_in = world[world["name"] == "Belgium"]
m = Map("Where they spoke, and what they spoke about", area=(-3, 35, 55, 60))
m.add(geneva_in, name="Switzerland: in Geneva the talks, and Ban the evening before", labels=True)
m.add(brussels_in, name="Belgium: in Brussels Saakashvili, on 14 October", labels=True)
m.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Seats of government")
load_article().show(1, 2, 3, 6).beside(m)

# %% [markdown]
# **A note on words.** *Seats of government* here says who governs from where, nothing about rights. The kit writes
# *breakaway regions* and *de facto authorities*; Abkhaz and South Ossetian officials hear in that a denial of their
# states, Georgian officials prefer *occupied regions*.
#
# ## Part 1. A seat is more than a chair (12 minutes)
#
# Who sits at a table as a delegation is treated as a side, perhaps as a state. Who sits there as a person is not.
# So the quarrel of that day was not about chairs. The drawing shows two sittings of 15 October, and below it stands how
# each side describes them. Guess before you run the cell: who had no seat in the first of them?

# %% tags=["map"]
seats("plenary", "informal")

# %% [markdown]
# **Look.** Who had no seat, and who had one and stayed away? These are two different things. And of whom is it not
# known? (OSCE: the Organization for Security and Co-operation in Europe, one of the three hosts. Other words:
# `load_table("glossary")`.) Each gave a reason:
#
# - The **Abkhaz** authorities said that they have a delegation of their own, which is no part of the Russian one, and
#   take part only as equals; Georgia was against that, said Shamba.
# - **Georgia** said that no single community has the sole right to speak for all the people of a region. It would meet
#   the others informally if *Tbilisi's administrations* sat there too. These are two bodies backed by Tbilisi: an
#   Abkhaz government in exile (Malkhaz Akishbaia), and a provisional administration for South Ossetia (Dmitry Sanakoev).
# - **Russia** said that it stayed out of the plenary since Abkhaz and South Ossetian representatives were not let
#   into it, and that both must sit at the table as equals. (Whether it stayed away or came late is told in two ways:
#   see the second note under the drawing.)
# - The **South Ossetian** authorities said that they came with a delegation of their own as well, and did not even see
#   the Georgian one, as Boris Chochiev put it. Like the Abkhaz they rejected Georgia's condition.
#
# The second sitting as a table. Each row is one seat.

# %% tags=["parameters"]
first_sitting = "plenary-2008-10-15"
second_sitting = "informal-2008-10-15"

# %%
chairs = load_table("seats")
present = chairs[chairs["presence"] == "present"]
in_first = set(present[present["sitting_id"] == first_sitting]["seat"])
in_second = set(present[present["sitting_id"] == second_sitting]["seat"])
chairs[chairs["sitting_id"] == second_sitting][["seat", "role", "presence", "people", "confidence"]]

# %% [markdown]
# ### Exercise 07-1. Who was in both rooms?
#
# **Predict** from the drawing: how many of the nine are known to have been present in both sittings?

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Put their names into `sat_in_both`. Two sets are ready, `in_first` and `in_second`; `a & b` keeps what is in
# both, `a - b` what is in `a` only.

# %% tags=["exercise"] id="07-1"
sat_in_both = ...
### BEGIN SOLUTION
sat_in_both = in_first & in_second
### END SOLUTION

# %% tags=["check"]
check("07-1", sat_in_both)

# %% [markdown]
# Stuck? Run `hint("07-1")` in a cell of its own.
#
# From 19 November on there was another way. Everybody came *in an individual capacity*: as a person, without flag or
# title. What did each side make of that?

# %% tags=["map"]
seats("groups")

# %% [markdown]
# ### Exercise 07-2. Spoken by people who were there?
#
# The article passes on statements of four persons. Which of these were in Geneva for the talks, on the day of the
# article? The table `actors` knows each of them under two names: as the article spells it, and as it is usually spelled.

# %%
claims = load_table("claims")
spoken = claims[claims["speaker"] != "article"][["claim_id", "actor_id", "claim"]]
actors = load_table("actors")[["actor_id", "name", "standard_name"]]
spoken = spoken.merge(actors, on="actor_id")
left(spoken[["claim_id", "name", "standard_name", "claim"]])

# %% tags=["parameters"]
talks_day = "2008-10-15"

# %%
days = load_table("sittings")[["sitting_id", "date"]]
that_day = chairs.merge(days, on="sitting_id")
that_day = that_day[that_day["date"] == talks_day]
people = that_day["people"].fillna("").str.split("; ").explode()
print(fill(", ".join(sorted(set(people))), 100))

# %% [markdown]
# (`merge` adds the day of its sitting to each seat; `explode` makes a row of each person.) These came with a
# delegation, whether they then had a seat or not. **Predict:** how many of the six statements are by one of them?

# %%
prediction_2 = ""

# %% [markdown]
# **Task.** Put the `claim_id` of each statement whose speaker is among `people` into `spoken_by_people_there`. For a
# column, `isin(people)` gives True or False. Ask both columns with names; the sign `|` means *or*, and stands between
# two questions in round brackets: `spoken[(...) | (...)]["claim_id"]`.

# %% tags=["exercise"] id="07-2"
spoken_by_people_there = ...
### BEGIN SOLUTION
as_in_article = spoken["name"].isin(people)
as_usual = spoken["standard_name"].isin(people)
spoken_by_people_there = spoken[as_in_article | as_usual]["claim_id"]
### END SOLUTION

# %% tags=["check"]
check("07-2", spoken_by_people_there)

# %% [markdown]
# Stuck? Run `hint("07-2")`. The article names and quotes no South Ossetian. Boris Chochiev was in Geneva, and a reporter
# who asked him could have quoted him: his sentences stand in the tables under the drawings.

# %% [markdown] tags=["teacher"]
# **07-2, five minutes.** The point is the join: a machine compares letters, not persons. Ask what else would go wrong
# in the same way (Sukhum and Sukhumi; one person with two offices). Bokeria and Shamba were both in Geneva, but by the
# drawing never in the same sitting: they answer each other through reporters.

# %% [markdown]
# ## Part 2. What would settle it? (11 minutes)
#
# Who says that something happened has to show it. This rule is called the *burden of proof*. If nothing is shown, the
# verdict is not *false*. It is *not supported*: so far. And the heavier the word, the more there is to show.
#
# What has to be shown depends on the kind of sentence:
#
# | Kind (column `type`) | What could settle it | Write |
# |:-|:-|:-|
# | fact | texts, pictures, counts, witnesses | `"records"` |
# | attribution: somebody said, promised or condemned it | that person's own words | `"speaker"` |
# | prediction | what came of it | `"outcome"` |
# | legal characterisation | a court or an inquiry, and the facts that they found | `"court"` |
# | opinion, a judgement of worth | nothing; evidence can back or weaken it | `"nothing"` |
#
# ### Exercise 07-3. Six statements, five kinds

# %%
six = ["c05", "c06", "c09", "c11", "c14", "c16"]
left(claims[claims["claim_id"].isin(six)][["claim_id", "speaker", "claim"]])

# %% [markdown]
# **Predict:** for how many of the six could a court or an inquiry say the last word?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** Write for each what could settle it: one of the five words of the table.

# %% tags=["exercise"] id="07-3"
settled_by = {
    "c05": ..., "c06": ..., "c09": ...,
    "c11": ..., "c14": ..., "c16": ...,
}
### BEGIN SOLUTION
settled_by = {
    "c05": "outcome", "c06": "nothing", "c09": "court",
    "c11": "court", "c14": "records", "c16": "speaker",
}
### END SOLUTION

# %% tags=["check"]
check("07-3", settled_by)

# %% [markdown]
# Stuck? Run `hint("07-3")`.
#
# ### A first verdict, together
#
# The words of a verdict, and how sure one is of it. *Confidence* is a rating of the evidence, not of your courage: two
# reports that copy the same agency are one trace.

# %%
from courseutils.claims import CONFIDENCES, VERDICTS

for words in [VERDICTS, CONFIDENCES]:
    for word, meaning in words.items():
        print(word, "-", meaning)

# %% [markdown]
# On trial: the first sentence of paragraph 1, and not a side. Read all five versions, then the evidence. Our verdict is
# hidden until you have given yours.

# %%
claims_board("c01")

# %% [markdown]
# **Task, together.** First say what speaks *against* the verdict that you like best. Then put a verdict and a
# confidence (`"low"`, `"medium"` or `"high"`) in place of the dots, both in quotation marks. Your ratings are kept in
# a file beside your notebooks and sent to nobody; you may change them, and the last one counts.

# %%
rate("c01", ..., confidence=...)
### BEGIN SOLUTION
rate("c01", "partly-supported", confidence="high", why="The order is right, the cause is disputed.")
### END SOLUTION

# %%
claims_board("c01")

# %%
quiz("07-q1")

# %% [markdown] tags=["teacher"]
# **c01, four minutes, and the quiz, three.** Many want to know our verdict first; hold it back, that is the exercise.
# *Contested* is a good answer too, if somebody takes the sentence as one about the cause. *All sides are
# equally right* is not: all accounts agree on place, day, hosts and suspension. One more thing to know: a later text
# of AP has the Russian delegation coming late to the plenary, not staying away from it.

# %% [markdown]
# ## Part 3. The trial (12 minutes)
#
# ### Exercise 07-4. The agenda on paper
#
# Statement c05 says that the status of the two regions was likely to be a major topic. What had been agreed? The
# table `agreements` has one row for each point of a text; the column `commitment` says what was agreed. **Predict:**
# in how many of the points agreed by that day is there a word of talks?

# %%
prediction_4 = ""
agreements = load_table("agreements")
agreements[["agreement_id", "date", "commitment"]].head(3)

# %% tags=["parameters"]
word = "talks"
until = "2008-10-15"

# %% [markdown]
# **Task.** Put the `agreement_id` of each point that was agreed by the day `until`, and whose column `commitment`
# contains `word`, into `points_on_talks`. `agreements["commitment"].str.contains(word)` asks the second question; each
# question in round brackets, `&` between them. `word` and `until` are names and stand without quotation marks.

# %% tags=["exercise"] id="07-4"
points_on_talks = ...
### BEGIN SOLUTION
agreed = agreements["date"] <= until
about = agreements["commitment"].str.contains(word)
points_on_talks = agreements[agreed & about]["agreement_id"]
### END SOLUTION

# %% tags=["check"]
check("07-4", points_on_talks)

# %% [markdown]
# Stuck? Run `hint("07-4")`. When you are done, read them. What was taken out, and at whose request?

# %%
points = agreements.set_index("agreement_id")
for name in ["six-point-6", "implementation-3"]:
    print(name)
    print(fill(points.loc[name, "commitment"], 100, initial_indent="   says: ", subsequent_indent="   "))
    print(fill(points.loc[name, "note"], 100, initial_indent="   note: ", subsequent_indent="   "))

# %% [markdown]
# ### A verdict of your own (4 minutes)
#
# Three statements of the article: the planned talks were between Russia and Georgia (c02); status was likely to be a
# major topic (c05); Russia kept troops in both regions with the consent of the authorities there (c15). **Predict:**
# which verdict do you expect for each, before you have read anything more?

# %%
prediction_verdicts = {"c02": "", "c05": "", "c15": ""}

# %% [markdown]
# Now the boards, each with its versions and its evidence. Begin with the one that your instructor gives you; go on to
# the others if time is left, or at home. Ask each time: is the *sentence* borne out as it stands? Which word of it does
# a side dispute? What is left out? (*ECHR* is the European Court of Human Rights.)

# %%
claims_board("c02", "c05", "c15")

# %%
print(rate("c02", ..., confidence=...))
print(rate("c05", ..., confidence=...))
print(rate("c15", ..., confidence=...))
### BEGIN SOLUTION
print(rate("c02", "partly-supported", confidence="high"))
print(rate("c05", "contested", confidence="medium", why="No side wanted it as a topic, and the seats were about it."))
print(rate("c15", "supported", confidence="high", why="The fact is agreed; the dispute is what the consent is worth."))
### END SOLUTION

# %% [markdown]
# Now with our verdicts, where you have given yours. Look back at your prediction, too. Where we differ, one of us has
# overlooked something, or reads the sentence in another way. Which?

# %%
claims_board("c02", "c05", "c15")

# %% [markdown]
# ### Where does the class differ? (4 minutes)
#
# A show of hands for each statement by those who have rated it, with eyes closed if you like. Write the numbers in
# place of the dots; a row without hands may keep them. *Of 100 pairs differ* means: if two of you are drawn by lot,
# how often would they disagree?

# %%
hands = {
    "c02": {"supported": ..., "partly-supported": ..., "not-supported": ..., "contested": ...},
    "c05": {"supported": ..., "partly-supported": ..., "not-supported": ..., "contested": ..., "outcome-known": ...},
    "c15": {"supported": ..., "partly-supported": ..., "not-supported": ..., "contested": ...},
}
### BEGIN SOLUTION
hands = {  # made up, to show what comes out
    "c02": {"supported": 3, "partly-supported": 14, "not-supported": 2, "contested": 5},
    "c05": {"supported": 6, "partly-supported": 4, "not-supported": 7, "contested": 7},
    "c15": {"supported": 15, "partly-supported": 5, "not-supported": 1, "contested": 3},
}
### END SOLUTION
compare_ratings(hands)

# %% [markdown]
# Take the claim on which you differ most. Do you differ over **what happened**, over **a word**, or over **how much
# evidence is enough**? The first needs a source, the second a definition, the third only patience.
#
# Many hands do not make a verdict true, and few do not make it wrong.

# %% [markdown] tags=["teacher"]
# **The class, four minutes.** All of it stays on this computer. Without a show of hands: `my_ratings()` prints one line
# without a name; paste the lines of all into a list, `compare_ratings(["c02 supported high; ...", "..."])`, or collect
# everybody's `ratings.jsonl` in one folder, each file renamed, and give the folder's path. `reasons=True` shows what
# people wrote, without names; ask them first, for a class knows its own styles. In a small class with one student
# from the region even a count can point at a person: then compare pasted lines of two classes, or do not compare.
#
# If the class splits on c15 into *supported* and *contested*, both may be right: troops and consent are agreed; whether
# such consent is valid in law is the dispute. Let each half say which of the two sentences it has rated.

# %% [markdown]
# ## Write (7 minutes)
#
# ### Exercise 07-5. A verdict with reasons
#
# Choose **one** contested statement: one that you have rated, or another, such as c06, c07, c08, c09, c11, c12, c19 or
# c20. `claims_board("c11")` shows it. In 70 to 140 words: what is claimed and who answers for it; at
# least three versions, each with its speaker; the evidence; your verdict and confidence; and what would change it.
# Begin in class, and finish at home.
#
# Before you choose, see who is on trial. The hardest words, in c06, c08, c09 and c11, are all Georgian, because the
# article quotes no other side with such words. That was the article's choice. Others had theirs: *genocide* (Eduard
# Kokoity), *aggression* (the Abkhaz leader's spokesman), an operation *to enforce peace* (Russia's president). The
# same questions are put to them: who says it, what would have to be shown, what was found?
#
# | Level | Your text |
# |---|---|
# | 1 | gives a verdict with one version, or versions without their speakers |
# | 2 | gives three versions with their speakers, evidence with a source, a verdict and a confidence |
# | 3 | also says what evidence would change the verdict, and words each version so that its own side would accept it |

# %% tags=["exercise"] id="07-5"
my_verdict = """
"""
### BEGIN SOLUTION
my_verdict = """The article says in its own voice that Russia kept troops in both regions with the consent of the
authorities there. Georgia calls these authorities 'proxies', whose consent counts for nothing, and says that point 5
of the plan is broken. Abkhazia's leader Sergei Bagapsh asked for a military agreement on 31 August 2008. South Ossetia's
leader Eduard Kokoity said that only Russian troops may keep the peace there. Russia says that two states invited it,
by treaties of 17 September. The European Court of Human Rights found Russian effective control. My verdict: supported,
confidence high, for the fact; whether the consent is valid in law is another question. A document that shows pressure
on either leader would lower my confidence."""
### END SOLUTION

# %% tags=["check"]
check("07-5", my_verdict)

# %% [markdown]
# The check only counts words; people read them. Stuck? Run `hint("07-5")`. Swap texts with a neighbour, who listens as
# the side that is told worst in yours and offers one better word.
#
# **Exit question.** On a card: "That is contested, so nobody can know." What is wrong with this sentence? Name one
# statement of the article that shows it.
#
# In lesson 8 your findings go on one page, for a minister who has two minutes.

# %% [markdown] tags=["teacher"]
# Good cards say: contested means that a side disputes it, not that it cannot be found out. c15 is contested and
# supported; c05 is contested, by all sides even, and not supported. A very good card adds that some sentences, such as
# c06, cannot be settled for another reason: they judge.

# %% [markdown]
# ## At home, or if you have more time
#
# Part 4 is not needed for lesson 8. It takes some 20 minutes (an estimate). `progress()` in a new cell shows what you
# have done.
#
# ## Part 4. After the trial
#
# ### Exercise 07-6. Contested, and yet ...
#
# The columns `contested` and `verdict` answer two questions: does one of the sides dispute it? And what does the
# evidence say? **Predict:** how many statements are contested, and the kit's verdict on them is *supported* all the
# same?

# %%
prediction_6 = ""

# %% tags=["parameters"]
our_verdict = "supported"

# %% [markdown]
# **Task.** Put their ids into `contested_and_so_rated`: the rows of `claims` that are contested **and** whose verdict is
# `our_verdict`. The column `contested` holds True and False already. Each question in round brackets, `&` between them.

# %% tags=["exercise"] id="07-6"
contested_and_so_rated = ...
### BEGIN SOLUTION
rated_so = claims["verdict"] == our_verdict
contested_and_so_rated = claims[claims["contested"] & rated_so]["claim_id"]
### END SOLUTION

# %% tags=["check"]
check("07-6", contested_and_so_rated)

# %% [markdown]
# Stuck? Run `hint("07-6")`.
#
# ### Exercise 07-7. Rows are not rounds
#
# The article passes on a sentence of Sergei Shamba about the future (c03): two meetings side by side in Geneva. What came
# of it? The table `geneva` lists the rounds of the talks for which the kit has a source.

# %%
rounds = load_table("geneva")
print(len(rounds), "rows. Their numbers:", ", ".join(rounds["round"].astype(str)))

# %% tags=["parameters"]
by_day = "2025-12-31"

# %% [markdown]
# **Predict:** how many rounds had been held by the end of 2025? **Task.** Put the number into `rounds_held`. The column
# `round` has the number of each round, `date` its (last) day; a column of numbers has `.max()`.

# %%
prediction_7 = ""

# %% tags=["exercise"] id="07-7"
rounds_held = ...
### BEGIN SOLUTION
rounds_held = rounds[rounds["date"] <= by_day]["round"].max()
### END SOLUTION

# %% tags=["check"]
check("07-7", rounds_held)

# %% [markdown]
# Stuck? Run `hint("07-7")`. The form stayed that of November 2008: two working groups, people in an individual
# capacity. Now you can rate c03.

# %%
rate("c03", ..., confidence=...)
### BEGIN SOLUTION
rate("c03", "outcome-known", confidence="high", why="Two meetings in the morning; no second track afterwards.")
### END SOLUTION

# %%
claims_board("c03")

# %% [markdown]
# One result of Geneva lies nearer to the places that it is about: in 2009 two smaller meetings on incidents began, one at
# Ergneti and one in Gali. By the row of June 2024 the one in Gali was suspended.

# %% tags=["map"]
m = Map("Two venues on the spot: meetings on incidents, begun in 2009", area="georgia")
m.add(["Ergneti", "Gali"], name="Meetings on incidents (IPRM)")
show(m, web=False)

# %%
quiz("07-q2")

# %% [markdown]
# ## If you have more time
#
# - **Rate on.** c06, c08, c09, c11 and c19 are the hardest. Read all versions before you rate, and write your `why`. In
#   which of them does a *court* say less than people think it does?
# - **Other words on trial.** Put *genocide* or *to enforce peace* through the same steps as a statement of the article.
#   What was found on them stands in the evidence of c19. Would your verdict on it be as strict, or as mild, as on c11?
# - **Against us.** Choose a verdict of ours that you find wrong, and write the three sentences that would change our
#   minds. A good one names a source that we have not used.
# - **Two kinds of gap.** In `claims_board("c20")` one version says *none found*. What is the difference between that and
#   *not looked up*, and why is neither of them an empty cell?
# - **A sentence that is right in the wrong place.** `claims_board("c21")`: when did Ban say it, and what does its
#   place at the end of the article suggest?
#
# `my_ratings()` shows all your verdicts, and one line without a name to paste where your class collects them.

# %%
my_ratings()

# %% [markdown]
# ## Sources of this lesson
#
# Each drawing and each board lists its own. These are the ones behind the text above.

# %%
used = ["civil-geneva-2008-10-14", "civil-geneva-2008-10-15", "civil-shamba-2008-10-15", "un-sg-2008-10-14"]
used += ["xinhua-saakashvili-2008", "ap-geneva-later-2008-10-15", "dw-geneva-2008-11-19", "kremlin-six-points"]
used += ["elysee-2008-09-08", "civil-iprm-2009", "civil-gid-2025-11"]
for source in used:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))
