# %% [markdown]
# # 6. Who recognised whom?
#
# **Question of this lesson.** The article says that the United States will use its permanent seat in the Security
# Council so that the international community never recognises Abkhazia or South Ossetia. Who has recognised them,
# since when, who took it back, and what can a veto stop at all?
#
# **Afterwards you can**
#
# 1. say who recognised whom *on a given day*, withdrawals counted;
# 2. read a vote of the United Nations: yes, no, abstain, not there;
# 3. say what a veto can stop and what it cannot;
# 4. tell two theories of statehood apart, and the arguments that belong to neither;
# 5. give a range where counts differ.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 3 | Article |
# | 14 | Part 1: who, and on which day; exercises 06-1 and 06-2 |
# | 12 | Part 2: votes; exercises 06-3 and 06-4 |
# | 5 | Part 3: the veto; quiz |
# | 6 | Part 4: two theories; exercise 06-5 |
# | 6 | Write (06-6), share, exit question |
# | at home | Parts 5 and 6: exercises 06-7 and 06-8 |

# %% [markdown] tags=["teacher"]
# **For the instructor.** In class 50 minutes, by estimate: 06-1 takes five, 06-2 four, 06-3 five, 06-4 four, 06-5 four.
# Stop at two moments: after 06-1, when two students say how they got different numbers; and after 06-4, when the class
# sees that recognising and voting are two acts. Short of time: drop 06-2 and read its result aloud, or move 06-4 home.
# Strong coders: 06-7 in place of 06-2.
#
# **Likely trouble.** A whole table where a list is asked for (take the column `["state"]`); round brackets missing
# round the two comparisons that `&` joins; `set` of a text, which gives letters.
#
# **Care.** For many Abkhaz and Ossetians recognition is about being safe and being heard; for many Georgians, those
# above all who had to leave, it is about whether they can ever go home; there are Ossetians and others who had to leave
# too. Somebody in the room may belong to one of them. Make no contest of it: no points, no class vote on who is a state,
# and ask nobody to speak for a people. The lesson weighs *arguments*, and each of them was made by people in earnest.

# %% [markdown]
# ## Recall (4 minutes)
#
# Without looking back to lesson 5: somebody says "the post stood seven kilometres deep". Which two things do you ask?
# And when do the data not allow an answer? Tell your neighbour.
#
# A count needs questions too. This lesson adds three: *who* is counted, *on which day*, and *who says so*.

# %%
from textwrap import fill

import pandas as pd

from courseutils import Map, chart, check, cite, hint, load_article, load_layer, load_table, progress, quiz
from courseutils import recognised_by, recognition_timeline, show, votes


def left(table):
    """The table with whole sentences, written from the left."""
    heads = [{"selector": "th", "props": "text-align: left"}]
    return table.style.set_properties(**{"text-align": "left"}).set_table_styles(heads).hide()

# %% [markdown]
# ## Article (3 minutes)
#
# *To recognise* a state means: to treat it as a state, with envoys and treaties. Each government decides for itself.
# Beside paragraph 5 the map shows who had done so on the day of the article.

# %% tags=["map"]
world = load_layer("world")
first_two = recognised_by("Abkhazia", on="15 October 2008")
m = Map("UN members that recognised both regions on 15 October 2008", area="world")
m.add(world[world["name"].isin(first_two)], name="Recognised both")
load_article().show(5).beside(m)

# %% [markdown]
# (`isin` keeps the rows whose name is in the list.) Keep the sentence on the United States in mind. Who answers for
# it, the article or somebody else? And is it about *states*, about the *Security Council*, or about something larger?
#
# **A note on words.** This kit says *breakaway regions* and *de facto authorities*. Abkhaz and South Ossetian officials
# hear in that a denial of their states, Georgian officials prefer *occupied regions*. Nothing in this lesson says
# whether either is a state. It asks what the arguments are, and what follows from each.

# %% [markdown]
# ## Part 1. Who, and on which day (guided)
#
# The table `recognitions` has one row for each state and territory. First all rows about South Ossetia. The comparison
# `rows["territory"] == territory` gives True or False for each row; the square brackets keep the rows with True.

# %% tags=["parameters"]
territory = "South Ossetia"
day = "2016-06-07"  # a day on which the General Assembly voted

# %%
rows = load_table("recognitions")
listed = rows[rows["territory"] == territory]
listed[["state", "date_recognised", "date_withdrawn", "year_recognised", "un_member", "confidence"]]

# %% [markdown]
# `NaT` means that there is no date. It can mean two things: under `date_withdrawn`, that nothing was withdrawn; under
# `date_recognised`, that no day is known. Three rows are known to the year only. They come from entities that are no UN
# members, and their confidence is low: the day usually given was looked for and not confirmed.
#
# A comparison with a day works like any other. With an empty date it is never true, so such rows drop out, silently.

# %%
by_october_2008 = listed[listed["date_recognised"] <= "2008-10-15"]
by_october_2008[["state", "date_recognised"]]

# %% [markdown]
# ### Exercise 06-1. How many on that day?
#
# **Predict:** almost eight years after the first one, were there more recognisers of South Ossetia than four,
# just four, or fewer?

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Count the UN members that recognised South Ossetia on 7 June 2016, and put the number into
# `recognisers_on_day`. A recognition counts from its day until the day of its withdrawal. `len(...)` counts rows. Write
# the name `day`, which holds that day; a name stands without quotation marks.

# %% tags=["exercise"] id="06-1"
recognisers_on_day = ...
### BEGIN SOLUTION
begun = listed[listed["date_recognised"] <= day]
ended = begun[begun["date_withdrawn"] <= day]
recognisers_on_day = len(begun) - len(ended)
### END SOLUTION

# %% tags=["check"]
check("06-1", recognisers_on_day)

# %% [markdown]
# Stuck? Run `hint("06-1")` in a cell of its own; each time you run it, it tells you a little more.
#
# The helper `recognised_by` does the same in one line. Without a day it takes the last day to which the table was
# checked, and prints it: what happened later, it cannot know. Such a day is called an *as-of date*.

# %%
print(recognised_by(territory, on=day))
print(recognised_by(territory))

# %% [markdown]
# Now all days at once. To put the dates on a map, `merge` joins two tables: it looks for equal values in the column
# `iso3` (a code of three letters for each state) and writes the matching rows side by side.

# %%
abkhazia = rows[(rows["territory"] == "Abkhazia") & rows["un_member"]]
dates = abkhazia[["iso3", "date_recognised", "date_withdrawn"]]
recognisers = world[["iso3", "name", "geometry"]].merge(dates, on="iso3")
recognisers["last_day"] = recognisers["date_withdrawn"] - pd.Timedelta(days=1)  # the day before
recognisers["contested"] = recognisers["name"] == "Vanuatu"

# %% [markdown]
# With `start=` and `end=` a map shows each row from its first to its last day. Without a last day it stays.

# %% tags=["map"]
days = ["2008-10-15", "2009-12-15", "2011-09-18", "2013-07-12", "2014-03-31", "2026-02-24"]
m = Map("UN members that recognise Abkhazia", area="world", days=days)
m.add(recognisers, name="Recognise Abkhazia", labels=True, columns=["date_withdrawn"],
      start="date_recognised", end="last_day")
show(m)

# %% [markdown]
# **Look.** Move the slider, or read the small maps. From when to when were there most, and who is gone on which day? A
# ring means *contested*; more on that below. The last day is the one to which the table was checked. Not on this map:
# the rows that are known to the year only. They come from entities that are no UN members.
#
# The list for South Ossetia has the same states but one, some a day later. Here is every step for Abkhazia; `event` says
# what happened.

# %%
steps = recognition_timeline("Abkhazia")
steps[["date", "year", "precision", "event", "state", "un_member", "contested"]]

# %% [markdown]
# Two rows are `contested`, and both are about one state. What the table knows about it:

# %%
vanuatu = abkhazia[abkhazia["state"] == "Vanuatu"]
print(fill(vanuatu["status_note"].iloc[0], 100))

# %% [markdown]
# ### Exercise 06-2. Once, and no longer
#
# **Predict:** how many UN members once recognised Abkhazia and no longer do?

# %% tags=["parameters"]
region = "Abkhazia"

# %%
prediction_2 = ""
ever = set(rows[(rows["territory"] == region) & rows["un_member"]]["state"])
now = set(recognised_by(region))

# %% [markdown]
# **Task.** A `set` is a list without order and without doubles. `a - b` keeps what is in `a` and not in `b`; `a & b`
# keeps what is in both. Put the UN members that, by the table, recognised Abkhazia once and no longer do into
# `no_longer`.

# %% tags=["exercise"] id="06-2"
no_longer = ...
### BEGIN SOLUTION
no_longer = ever - now
### END SOLUTION

# %% tags=["check"]
check("06-2", no_longer)

# %% [markdown]
# Stuck? Run `hint("06-2")`.
#
# Can a recognition be taken back at all? The Convention of Montevideo (1933), a treaty among American states, calls it
# *irrevocable* in its article 6. Russia's foreign minister called the recognition of Abkhazia *irreversible* in 2019. The
# states that withdrew theirs saw it otherwise, and Georgia welcomed it.

# %% [markdown]
# ## Part 2. Eighteen votes (guided)
#
# Each year since 2008 the General Assembly votes on a text of Georgia about people who had to leave their homes: that
# they may return, and keep what they own. All UN members have one vote each, and nobody has a veto. The text is **not**
# about recognition; but its title names both regions as parts of Georgia. What the four sides say of it:
#
# - **Abkhaz authorities** (2010 and 2012): it rests on what one side says, and Abkhaz representatives were not heard;
#   many of the displaced were let back; most states did not support it.
# - **Georgia** (2023): it is purely humanitarian, about the rights of people who had to leave; it stays the same each
#   year because what it asks for has not been fulfilled.
# - **Russia** (2023): it is a purely political product, meant to keep the region from becoming normal.
# - **South Ossetian authorities** (2011 and 2014): it treats their state as a part of Georgia, and the Ossetians who had
#   to leave in 1990 to 1992 are left out; their representatives got no visas (2011).

# %% tags=["handout"]
tallies = votes()
chart(
    tallies, "year", {"yes": "yes", "abstain": "abstained", "no": "no"},
    kind="stacked bars", unit="votes",
    title="Votes on the displaced persons from Abkhazia and South Ossetia",
    source="table un_votes (UN press releases, Civil Georgia and others)",
)

# %% [markdown]
# **Look.** What grew, what shrank, what stayed? The bars differ in height: some states are *not there* when it is voted.
# The first vote was before the war and about Abkhazia only.
#
# Who moved? For some years the whole roll call is known, vote by vote.

# %% tags=["parameters"]
first_year = 2023
second_year = 2025

# %%
before = votes(first_year)[["state", "vote"]]
after = votes(second_year)[["state", "vote"]]
both = before.merge(after, on="state", how="outer", suffixes=("_before", "_after")).fillna("not there")
pd.crosstab(both["vote_before"], both["vote_after"])

# %% [markdown]
# `how="outer"` keeps states that stand in one of the two lists only, and `fillna` writes *not there* where their vote is
# missing. `crosstab` counts pairs: each row is a vote in the first year, each column a vote in the second. (The lines
# above it name each text by its number in the United Nations, and say that our roll call agrees with the official
# count.)
#
# ### Exercise 06-3. Who moved?
#
# **Predict** from the table: how many states moved from abstaining to yes? And how many the other way?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** Put the names of the states that abstained in 2023 and voted yes in 2025 into `moved_to_yes`. The columns are
# `vote_before` and `vote_after`; in them stand `"abstain"`, `"no"`, `"not there"` or `"yes"`, just so. Each comparison
# in round brackets, `&` between them: `both[(...) & (...)]["state"]`.

# %% tags=["exercise"] id="06-3"
moved_to_yes = ...
### BEGIN SOLUTION
moved_to_yes = both[(both["vote_before"] == "abstain") & (both["vote_after"] == "yes")]["state"]
### END SOLUTION

# %% tags=["check"]
check("06-3", moved_to_yes)

# %% [markdown]
# Stuck? Run `hint("06-3")`.
#
# ### Exercise 06-4. Recognise, and vote no?
#
# **Predict:** which of the five states that recognised Abkhazia on the day of the vote of 2025 did *not* vote no?

# %%
prediction_4 = ""
vote_day = tallies[tallies["year"] == second_year]["date"].iloc[0]  # the day of the later vote
recognise = set(recognised_by("Abkhazia", on=vote_day))
voted_no = set(after[after["vote"] == "no"]["state"])
print("Recognise:", sorted(recognise))

# %% [markdown]
# **Task.** Put those states into `recognise_but_not_no`. Two sets are ready: `recognise` and `voted_no`.

# %% tags=["exercise"] id="06-4"
recognise_but_not_no = ...
### BEGIN SOLUTION
recognise_but_not_no = recognise - voted_no
### END SOLUTION

# %% tags=["check"]
check("06-4", recognise_but_not_no)

# %% [markdown]
# Stuck? Run `hint("06-4")`. The other way round there are more: states that voted no and recognise neither region.
# (`sorted` puts names in order.)

# %%
print("Voted no, do not recognise:", sorted(voted_no - recognise))
left(tallies[tallies["year"].isin([2011, 2012])][["year", "note"]])

# %% [markdown]
# Two more cases, in the remarks of the table: states voted yes while they recognised. Recognition and a vote are two
# acts. Neither can be read off the other.

# %% [markdown] tags=["teacher"]
# **06-4, four minutes.** Ask what *not there* may mean: away, late, not willing to show a side, or without a vote
# since the dues are not paid (Charter, article 19). The table does not say which, so the class should not either.
# What an abstention means is read in opposite ways too: see Part 5.

# %% [markdown]
# ## Part 3. What can a veto stop? (5 minutes)
#
# Back to paragraph 5. On 26 August 2008, the day on which Russia recognised both regions, the American Secretary of
# State, Condoleezza Rice, said that since the United States is a permanent member, the matter would be *dead on arrival*
# in the Security Council. It has fifteen members, five of them permanent: China, France, Russia, the United Kingdom and
# the United States. What the rules say:
#
# | Step | Who decides | Veto? |
# |:-|:-|:-|
# | One state recognises another | each government for itself | no vote, so no veto |
# | A resolution of the Security Council | nine of its members, and no permanent one against (Charter, article 27) | **yes** |
# | A state becomes a UN member | the Council recommends, then the Assembly decides by two thirds (articles 4 and 18); the one cannot replace the other (International Court of Justice, 1950) | **yes**, in the Council |
# | A text of the General Assembly | a majority of those who vote yes or no (article 18) | no |
#
# Three things that happened:
#
# - After the article, five more UN members recognised one or both of the regions; two withdrew it (Part 1).
# - For neither of them an application to join the United Nations is known to have reached a vote.
# - A veto did end something here. In June 2009 it was **Russia's**: it stopped a text that would have kept the UN
#   observers in Georgia. Georgia regretted the loss; Abkhazia's leader Sergei Bagapsh said that he was for the mission,
#   but not with a text that affirmed Georgia's territorial integrity; Russia said that the mandate was built on old
#   realities.

# %%
quiz("06-q1")

# %% [markdown]
# Elsewhere one can see both acts at once: in April 2024 the United States vetoed that Palestine become a UN member, with
# some 140 states that had recognised it. They went on doing so, and more followed.

# %% [markdown]
# ## Part 4. Two theories (6 minutes)
#
# - **Declaratory theory:** a state exists when the facts are there. Recognition only takes note of them. The Convention of
#   Montevideo names four facts: a permanent population, a defined territory, a government, and the capacity to enter into
#   relations with other states (article 1); and it says that a state exists whether or not others recognise it
#   (article 3).
# - **Constitutive theory:** recognition makes the state, for those who recognise it.
#
# A third kind of argument asks something else: was it *lawful* that this came about? Most lawyers today begin with the
# facts and add such a rule. How one fact is argued:

# %%
statehood = load_table("statehood")
government = statehood[statehood["criterion"] == "government"]
left(government[["territory", "argued_for", "argued_for_by", "argued_against", "argued_against_by"]])

# %% [markdown]
# ### Exercise 06-5. Which theory speaks?
#
# Six arguments. Some are taken from statements (in our words), some are made up:
#
# - **a** We kept our declaration of 1992 although no state recognised us.
# - **b** Recognition by two states, one of them a great power, has raised it to a new rank: now it is a state.
# - **c** Its important decisions are taken in another capital, so it has no government of its own.
# - **d** Nearly no state recognises it; for all the others it is none.
# - **e** What was gained by force must not be recognised, whatever the facts on the ground.
# - **f** After such wars its people had the right to decide about its own future.
#
# **Predict:** does one theory always help those who want independence, and the other those who do not?

# %%
prediction_5 = ""

# %% [markdown]
# **Task.** Write `"declaratory"`, `"constitutive"` or `"lawful origin"` in place of each `...`.

# %% tags=["exercise"] id="06-5"
theories = {"a": ..., "b": ..., "c": ..., "d": ..., "e": ..., "f": ...}
### BEGIN SOLUTION
theories = {
    "a": "declaratory", "b": "constitutive", "c": "declaratory",
    "d": "constitutive", "e": "lawful origin", "f": "lawful origin",
}
### END SOLUTION

# %% tags=["check"]
check("06-5", theories)

# %% [markdown]
# Stuck? Run `hint("06-5")`. Was your prediction right?

# %% [markdown] tags=["teacher"]
# **06-5, four minutes.** *a* is from a South Ossetian deputy (2015), *b* from an Abkhaz scholar who was later foreign
# minister (2009), *e* and *f* from Georgian, Russian, Abkhaz and South Ossetian statements; *c* and *d* are often made by
# critics. Label the argument, not the person. If somebody calls *f* declaratory, ask: which of the four facts does it
# speak of? A fair question to end with:
# *Which of your reasons would you still accept if the names were changed?*

# %% [markdown]
# ## Write, share (6 minutes)
#
# ### Exercise 06-6. A note for the minister
#
# Your minister asks: *does the recognition by some states make South Ossetia or Abkhazia a state?* Answer in 60
# to 130 words. Use both theories, give a number with its day and source, and do **not** take a side. In class begin
# with the number and one theory, and finish at home.
#
# | Level | Your text |
# |---|---|
# | 1 | explains one theory, or gives the number without its day |
# | 2 | gives both theories, what follows from each, and the number with day and source |
# | 3 | also says what no count can settle (lawful origin, or a disputed fact), and each side would find its own argument in it |

# %% tags=["exercise"] id="06-6"
minister_note = """
"""
### BEGIN SOLUTION
minister_note = (
    "By our table, checked to 24 February 2026, five UN members recognise Abkhazia and South Ossetia: Russia, "
    "Nicaragua, Venezuela, Nauru and Syria; Tuvalu and, for Abkhazia, Vanuatu withdrew. In the constitutive theory "
    "each is a state for these five and for nobody else. In the declaratory theory their number does not matter: it "
    "asks for population, territory, government and foreign relations. The authorities of both say that these facts "
    "are there; Georgia and the European Court of Human Rights point to Russia's control, and to those who had to "
    "leave. Whether it came about lawfully is a third question, which no count answers."
)
### END SOLUTION

# %% tags=["check"]
check("06-6", minister_note)

# %% [markdown]
# The check only counts words. Stuck? Run `hint("06-6")`. Read what you have to your neighbour, who listens as an
# Abkhaz, a Georgian, an Ossetian or a Russian reader and asks: *where in it do I find my argument?*
#
# **Exit question.** On a card: "Another state recognises X, a headline says; now the UN has to accept it." Which two
# things are mixed up here?
#
# In lesson 7 the article's claims go on trial, this one among them.

# %% [markdown] tags=["teacher"]
# Good cards say: recognition is the act of one state and binds nobody else; membership goes through the Council, where a
# veto can stop it. A very good card asks on which day, and who counted.

# %% [markdown]
# ## At home, or if you have more time
#
# Parts 5 and 6 are not needed for lesson 7. Each takes some 10 minutes (an estimate). `progress()` in a new cell shows
# which exercises you have done.
#
# ## Part 5. One vote, several counts
#
# In 2010 Georgia's foreign minister said of the vote that the international community had given its judgement. In 2012
# the Abkhaz foreign ministry said that most of the world's states had not supported the text. Both looked at the same
# kind of list. What one divides by makes the difference:

# %%
last = tallies.iloc[-1]
print("yes, of those who voted yes or no: ", round(100 * last["yes"] / (last["yes"] + last["no"])), "%")
print("yes, of all votes cast:            ", round(100 * last["yes"] / last["cast"]), "%")
print("yes, of all 193 members:           ", round(100 * last["yes"] / 193), "%")

# %% [markdown]
# The next cell keeps the votes up to `last_year`. With 2025 these are all eighteen.

# %% tags=["parameters"]
last_year = 2025

# %%
tallies = tallies[tallies["year"] <= last_year]

# %% [markdown]
# ### Exercise 06-7. More yes than the rest together
#
# **Predict:** in how many of the eighteen votes were there more yes votes than no votes and abstentions *together*?

# %%
prediction_7 = ""

# %% [markdown]
# **Task.** Put that number into `yes_outnumbers_rest`. The table `tallies` has the columns `yes`, `no` and `abstain`;
# columns can be added with `+` and compared with `>`; `.sum()` counts the True ones.

# %% tags=["exercise"] id="06-7"
yes_outnumbers_rest = ...
### BEGIN SOLUTION
yes_outnumbers_rest = (tallies["yes"] > tallies["no"] + tallies["abstain"]).sum()
### END SOLUTION

# %% tags=["check"]
check("06-7", yes_outnumbers_rest)

# %% [markdown]
# Stuck? Run `hint("06-7")`. Which of the counts does the Charter use for the Assembly? And which would you print?
#
# What does an abstention say? In 2024 the speaker of Georgia's parliament said of China's abstention that it equals
# support. The Abkhaz foreign ministry counted those who abstain among those who did not support the text (2012).

# %%
quiz("06-q2")

# %% [markdown]
# ## Part 6. Other territories, and ranges
#
# Abkhazia and South Ossetia are not alone. In the table `comparators` stand ten territories whose statehood is disputed,
# from very different histories. Where counts differ, the table gives the lowest and the highest, and no number between.

# %%
others = load_table("comparators")
chart(
    others, "entity", ["recognisers_min", "recognisers_max"], kind="ranges", unit="UN members",
    title="By how many UN members recognised: lowest and highest count",
    source="table comparators, each row with its own day (column as_of)",
)

# %%
others["as_of"] = others["as_of"].dt.date  # the day without a clock
left(others[["entity", "parent_state", "as_of", "confidence", "note"]]).set_properties(
    subset=["as_of"], **{"white-space": "nowrap"}
)

# %% [markdown]
# ### Exercise 06-8. Where one number would be wrong
#
# **Predict:** for how many of the ten do the counts differ?

# %%
prediction_8 = ""

# %% tags=["parameters"]
left_aside = "low"

# %% [markdown]
# **Task.** Collect in `needs_a_range` the entities whose lowest and highest count differ. Leave out rows whose
# `confidence` is `left_aside`, that is *low*: there even the range is not safe enough to print. `!=` means *is not
# equal to*.

# %% tags=["exercise"] id="06-8"
needs_a_range = ...
### BEGIN SOLUTION
differ = others["recognisers_min"] != others["recognisers_max"]
safe = others["confidence"] != left_aside
needs_a_range = others[differ & safe]["entity"]
### END SOLUTION

# %% tags=["check"]
check("06-8", needs_a_range)

# %% [markdown]
# Stuck? Run `hint("06-8")`.
#
# ## If you have more time
#
# - **All four facts.** The table `statehood` has ten rows: four facts and the question of lawful origin, for both
#   territories. Read two rows below. Which side argues with a fact, which with a rule? What would you have to know to
#   decide, and who could find it out?
# - **Contested while it stood.** `recognised_by("Abkhazia", on="2012-07-03")` counts Vanuatu. With
#   `contested="exclude"` it does not. Which would you print, and with which words?
# - **A question the table refuses.** Ask `recognised_by` for a day next year. What does it answer, and why is that
#   better than a list?

# %%
law = statehood[statehood["criterion"].str.startswith("lawful")]
left(law[["territory", "argued_for", "argued_for_by", "argued_against", "argued_against_by"]])

# %% tags=["map"]
calls = world[["iso3", "name", "geometry"]].merge(votes(2025)[["iso3", "vote"]], on="iso3")
m = Map("The vote of 3 June 2025 on displaced persons", area="world")
for vote, words in [("yes", "In favour"), ("abstain", "Abstained"), ("no", "Against")]:
    m.add(calls[calls["vote"] == vote], name=words, labels=False)
show(m, web=False)

# %% [markdown]
# ## Sources of this lesson

# %%
law_sources = ["un-charter", "icj-admission-1950", "montevideo-1933-text", "fp-iiffmcg-2009"]
law_sources += ["ilo-recognition-2008", "worldbulletin-rice-2008", "abc-palestine-2024"]
law_sources += ["un-press-sc9681", "rferl-unomig-2009", "civil-tuvalu-2014", "civil-vanuatu-2013"]
law_sources += ["messenger-lavrov-2019", "nakanune-recognition-2026-01"]
for source in law_sources:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))

# %%
view_sources = ["un-press-ga12507", "civil-unga-2010", "jamnews-armenia-2024", "kavkazuzel-unga-2010"]
view_sources += ["unpo-abkhaz-mfa-2012", "rso-mfa-unga-2011", "rso-mfa-unga-2014"]
view_sources += ["cominf-act-2015", "chirikba-2009", "abkhazworld-shamba-2009"]
for source in view_sources:
    print(fill(cite(source), 100, break_long_words=False, break_on_hyphens=False))
