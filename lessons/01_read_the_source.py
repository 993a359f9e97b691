# %% [markdown]
# # 1. Read the source
#
# One news article of 15 October 2008, nine reports of the same day, and one question: **who answers for each
# sentence?**
#
# **After this lesson you can**
#
# - tell a report, a claim and a quotation apart, and say who stands behind each;
# - say which words of the article take a side, and whose words they are;
# - compare nine reports of the same day and find the voice that is missing.
#
# **Time (an estimate):** 5 min recall, 15 min reading together, 22 min exercises, 5 to 8 min share-out; two exercises
# (01-3 and 01-6) are for home.

# %% [markdown] tags=["teacher"]
# **For the instructor: plan**
#
# | Minutes | What | Stop point |
# |:-|:-|:-|
# | 5 | Recall, in pairs | One minute for the ground rules, two to write, two in pairs; it comes back in the exit question |
# | 15 | Article beside the map; three kinds of sentence; the nine reports | Before 01-1: all have a label for the example |
# | 22 | 01-1 (6), 01-2 (5), 01-4 (4), 01-5 (4), quiz (3) | After 01-2: who was surprised by *enclaves*, and why? |
# | 5-8 | Share-out and exit question | The class looks for the first disputed word |
#
# 01-3 (8 minutes), 01-6 (15 minutes) and the table under the quiz are homework. The nine reports come after 01-2, so the class works in this
# order: 11 minutes of reading, 01-1 and 01-2, 4 minutes of reading, the rest. **With more time:** do 01-3 in class;
# read two texts of 01-6 aloud next time. **To shorten:** leave out the quiz. **In a big class:** share out the columns
# of the nine reports, one column a pair, and let each pair tell the class what it found. **Care:** somebody in the
# room may come from the region, from any side. Ask nobody to speak for a people, and let nobody be asked to. The
# recall asks what one knows and from where, not what somebody's family went through.

# %% [markdown]
# ## Recall (5 min)
#
# Write down on paper, without looking anything up:
#
# 1. one thing you know about the war of August 2008 in Georgia, or about any war of these years;
# 2. **where you know it from**, and who told that source.
#
# Compare with your neighbour. You will come back to your second answer at the end.

# %%
from courseutils import Map, check, cite, find_quote, hint
from courseutils import load_article, load_layer, load_table, progress, quiz

article = load_article()


def left(table):
    """The table with whole sentences, written from the left."""
    heads = [{"selector": "th", "props": "text-align: left"}]
    return table.style.set_properties(**{"text-align": "left"}).set_table_styles(heads)

# %% [markdown]
# ## Read the article beside the map (7 min)
#
# **What came before.** For most of Soviet time Abkhazia and South Ossetia had an autonomy inside Soviet Georgia. When
# the Soviet Union broke up there was war in South Ossetia (1991 to 1992) and in Abkhazia (1992 to 1993). People on all
# sides died and had to flee; of those who had to flee, most were Georgians from Abkhazia. By agreements that Georgia
# had signed, peacekeepers stood there from then on: in South Ossetia a joint force of Russia, Georgia and North
# Ossetia (a part of Russia), in Abkhazia a force of the CIS (the Commonwealth of Independent States, of former Soviet
# republics), in practice Russian. Authorities of their own governed most of both regions; no member of the United
# Nations recognised them.
#
# In August 2008 there was war again, for some days. On 12 August the French president, Nicolas Sarkozy, for the
# European Union, and Russia's president, Dmitry Medvedev, agreed a plan of six points. Georgia's president and the
# leaders of both regions signed it too, and its last point asks for the talks that the article is about. On 26 August
# Russia recognised both regions as states. How each war began and who is to blame, each side tells in another way:
# you will meet the versions.
#
# You stumble over a word or an abbreviation? `left(load_table("glossary")[["term", "meaning"]])` in a new cell explains
# those of the course. `left(load_table("actors")[["standard_name", "office_at_the_time"]])` says who is who in the
# article.
#
# **The article.** Below you see the headline (0) and six paragraphs. If the note under the text says that it is a retelling, the kit
# tells you in its own words what the article says, and keeps the spoken words as they were. Read it once without
# stopping.

# %%
article

# %% [markdown]
# The talks were held in Geneva in Switzerland, far from the places they were about and outside this map. Beside
# paragraphs 4 and 5 the map shows those places: the two regions, and the posts that Russian forces held next to them in
# what paragraph 4 calls a buffer zone. The article says that Russia has agreed to leave the zone; these posts had been
# left a week before. One more, at Perevi, was kept until 2010 and is not on this map. Georgia held that Russia had to
# leave Akhalgori and the upper Kodori valley too (on the map: Chkhalta), both under Tbilisi before the war, and the
# European Union counted them as not yet settled; the authorities in Sukhumi and Tskhinvali counted them to the two
# regions, and so did Russia. Which of the places would you have found without the map?

# %% tags=["map"]
zones = load_layer("zones_2008")
posts = zones[zones["removed_on"] <= "2008-10-08"]
places_named = Map("Places behind paragraphs 2 to 5", viewpoint="un", area="georgia")
places_named.add(posts, name="Russian posts, left by 8 October 2008", labels=False)
places_named.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Tbilisi, Sukhumi, Tskhinvali")
places_named.add(["Akhalgori", "Chkhalta"], name="Akhalgori, and Chkhalta in upper Kodori")
article.show(4, 5).beside(places_named)

# %% [markdown]
# **A note on words.** This kit calls Abkhazia and South Ossetia *breakaway regions* and their governments *de facto
# authorities*. Not every side accepts that. Abkhaz and South Ossetian officials hear in these words a denial of their
# states; Georgian officials prefer *occupied regions*. The dashed lines on the map are called *administrative boundary
# lines* here, as the European Union's monitors call them; the de facto authorities say *state border*, Georgia's
# government *occupation line*.

# %% [markdown]
# ## Three kinds of sentence (4 min)
#
# | Kind | How you know it | Who answers for it |
# | --- | --- | --- |
# | **report** | the article says it; nobody else is named | the article |
# | **claim** | somebody is named who says, asks, promises or condemns | that person; but the wording is the article's |
# | **quotation** | somebody's own words, in quotation marks | the person named |
#
# The kind says **who answers for a sentence, not whether it is true**. Reports can be wrong, and claims can be right.
#
# An example. Who spoke of patience, and in which paragraph?

# %%
find_quote("patience")

# %% [markdown]
# These are Ban's own words: a quotation. He answers for them. Now read paragraph 1 again. Who answers for the
# sentence that the talks *failed after Russia would not come*?

# %%
article[1]

# %% [markdown]
# Nobody is named for it, so the article answers for it: a report. The two meetings are another matter: there the
# article names Sergei Shamba (it spells him Chamba). That is a claim.
#
# *After* or *because*? The article says only what came first. Who adds the cause: the article, or its reader? Later
# you will see which causes other reports give.
#
# The table `claims` lists 21 statements of the article, numbered c01 to c21; in this table *claim* means any of the
# three kinds, so the heading below reads *statement*. Here are eight of them, in the kit's words:

# %%
statements = load_table("claims").set_index("claim_id")
eight = ["c01", "c03", "c08", "c13", "c16", "c19", "c20", "c21"]
left(statements.loc[eight, ["paragraph", "claim"]].rename(columns={"claim": "statement"}))

# %% [markdown]
# ## Exercise 01-1: report, claim or quotation? (6 min)
#
# *Predict:* of these eight, how many does the article say entirely in its own voice? Write the number down.
#
# *Task:* for each statement, go to its paragraph (`article[5]` shows one paragraph) and look **how the article gives
# it**. Write `"report"`, `"claim"` or `"quotation"` in place of each `...`.

# %% tags=["exercise"] id="01-1"
kinds = {
    "c01": ..., "c03": ..., "c08": ..., "c13": ...,
    "c16": ..., "c19": ..., "c20": ..., "c21": ...,
}
### BEGIN SOLUTION
kinds = {
    "c01": "report", "c03": "claim", "c08": "quotation", "c13": "report",
    "c16": "claim", "c19": "report", "c20": "claim", "c21": "quotation",
}
### END SOLUTION

# %% tags=["check"]
check("01-1", kinds)

# %% [markdown]
# Stuck? Run `hint("01-1")` in a cell of its own; each time you run it, it tells you a little more. Was your
# prediction too low or too high?

# %% [markdown] tags=["teacher"]
# **01-1, 6 minutes.** Statement c05 (paragraph 2, status as a main subject) is left out on purpose: the article does
# not say whether the reason it gives is the Russian negotiators' or its own. Ask the class; there is no right label,
# and that is a finding. Many will call c19 a claim because they know that it is disputed: keep *disputed* and *who
# says it* apart on the board, as two columns. A closer reader may say that *incursion* stands where the article tells
# what the agreements promise, so the word may be theirs. That is well seen, and belongs to 01-2; but for how the war
# began the sentence names nobody, so c19 is the article's report. In c16 two things meet: that NATO condemned is the
# article's to answer for; the judgement is NATO's, and that is what *claim* means here.

# %% [markdown]
# ## Exercise 01-2: whose word is it? (5 min)
#
# Some words take a side by themselves. Here are six from the article: *proxy regimes*, *criminals*, *occupation*,
# *annexation*, *enclaves*, *incursion*.
#
# *Predict:* how many of the six does the article put into somebody's mouth? How many are its own?
#
# *Task:* say for each word who uses it: `"Bokeria"`, `"Saakashvili"`, `"Chamba"`, `"Ban"`, `"Russian negotiators"`,
# or `"the article"` if it stands in no quotation marks. The function `find_quote` helps: it finds spoken words.

# %% tags=["exercise"] id="01-2"
who_says = {
    "proxy regimes": ..., "criminals": ..., "occupation": ...,
    "annexation": ..., "enclaves": ..., "incursion": ...,
}
### BEGIN SOLUTION
who_says = {
    "proxy regimes": "Bokeria", "criminals": "Saakashvili", "occupation": "Saakashvili",
    "annexation": "Bokeria", "enclaves": "the article", "incursion": "the article",
}
### END SOLUTION

# %% tags=["check"]
check("01-2", who_says)

# %% [markdown]
# Stuck? Run `hint("01-2")`.
#
# Every side had such words, also those whom the article does not quote. In August the spokesman of the Abkhaz leader,
# Sergei Bagapsh, spoke of the threat of a new Georgian *aggression*; the South Ossetian leader, Eduard Kokoity, spoke
# of *genocide*; Russia's president announced the end of an operation *to enforce peace*. None of these words, and none
# of the six, is right or wrong because of who uses it; what courts and inquiries found later is at the end of this
# lesson, under *If you have more time*.
#
# Some words look harmless. An *enclave* lies inside one other country; both regions border Russia, and Abkhazia has a
# sea coast. An *incursion* goes into another country; whether South Ossetia was one is the dispute itself. Whose view
# does each of your six words suit?

# %%
print(cite("caucasianknot-kodori-2008"))
print(cite("civil-leaders-sign-2008"))
print(cite("glavnoe-2008-08-12"))

# %% [markdown]
# In these lines *(looked up)* means that the source was opened for this kit and holds what is said here.

# %% [markdown] tags=["teacher"]
# **01-2, 5 minutes.** *Incursion* is the harder of the last two. It stands in no quotation marks, so the check takes
# it as the article's; but it stands where the article tells what the agreements of Russia with the two regions
# promise, and may echo them. Let a student who says so explain it. The word is not one side's alone either: the
# summary of the European Union's inquiry uses it for a large Russian entry before 8 August, which Georgia claimed and
# the inquiry found not sufficiently substantiated.

# %% [markdown]
# ## Exercise 01-3, at home: checkable is not agreed (8 min)
#
# In class, go on to *Nine reports of one day*. The column `type` says what sort of statement each one is. The type `fact` means: this is of the sort that can be
# checked. The column `contested` says whether one of the sides disputes it. `value_counts()` counts how often each
# type comes up.

# %%
statements["type"].value_counts()

# %% tags=["parameters"]
statement_type = "fact"

# %% [markdown]
# *Predict:* what share of the statements of this type is contested: less than a third, from one third to two thirds,
# or more than two thirds?
#
# *Task:* count the statements of the type `statement_type` that are contested, and put the number into
# `contested_count`. Write the name `statement_type` in your code, not its value: whoever marks your notebook runs it
# again with other values in the cell above. A comparison such as `(statements["type"] == statement_type)` gives a column of True and False;
# keep the round brackets round it. The column `contested` holds True and False already. `&` joins two such columns,
# and `.sum()` counts the True ones.

# %% tags=["exercise"] id="01-3"
contested_count = ...
### BEGIN SOLUTION
of_this_type = (statements["type"] == statement_type)
contested_count = (of_this_type & statements["contested"]).sum()
### END SOLUTION

# %% tags=["check"]
check("01-3", contested_count)

# %% [markdown]
# Stuck? Run `hint("01-3")`. Here are three of the contested ones. What exactly is disputed in each: the event, or a
# word for it?

# %%
left(statements.loc[["c02", "c12", "c15"], ["paragraph", "claim", "evidence_summary"]])

# %% [markdown]
# ## Nine reports of one day (4 min)
#
# The article was not alone. The table `same_day_reports` holds in short form what nine reports of that day say, from
# agencies, broadcasters and papers in several countries. One of the nine is our article. For one of them (`afp`) only
# an excerpt was at hand.

# %%
reports = load_table("same_day_reports").set_index("report_id")
left(reports[["outlet", "based_in", "what_happened", "cause_given"]])

# %% [markdown]
# All nine agree that something failed to happen. But *broke down* and *suspended until 18 November* are not the same
# news. Which reports use which? And which of them give a cause: in their own voice, or in somebody else's?
#
# ## Exercise 01-4: who says who stayed away? (4 min)
#
# *Predict:* our article says itself that Russia refused. How many of the other eight reports, do you think, say in
# their own voice that one side stayed away or left?

# %%
left(reports[["outlet", "who_stayed_away"]])

# %% [markdown]
# *Task:* collect in `own_voice` the `report_id` (the word at the left) of each report that says **in its own voice**
# that one side of the quarrel over seats stayed away or left, be it one delegation or several. Leave out a report that
# only passes on what somebody else says of it, and one that names both sides or nobody. Write a list:
# `["...", "..."]`.

# %% tags=["exercise"] id="01-4"
own_voice = ...
### BEGIN SOLUTION
own_voice = ["article", "ap", "ajanskafkas"]
### END SOLUTION

# %% tags=["check"]
check("01-4", own_voice)

# %% [markdown]
# Stuck? Run `hint("01-4")`. When you are done: where did AP's later text appear, and from when is it?

# %%
print(cite("ap-geneva-later-2008-10-15"))

# %% [markdown] tags=["teacher"]
# **01-4, 4 minutes.** Let a pair explain why VOA, swissinfo and RIA Novosti stay out of the list: each prints a
# Georgian accusation and says whose it is. The column `who_says_so` of the table holds the key. Then put side by side:
# the article (Russia refused), Civil Georgia (each accuses the other), the organisers (procedural difficulties). By
# the account of diplomats the Russians missed the plenary and the Georgians the informal session: look at c01.
#
# **News has versions.** The row `ap` is AP's first flash. A later AP text of the day says that the Russians came 50
# minutes late, and that the Georgian delegation left half an hour later, when the meeting took in representatives of
# the regions. Had we only that text, AP would name both. The link of the copy has 14 October, its words are of 15
# October, as with our article.

# %% [markdown]
# ## Exercise 01-5: whose voice is missing? (4 min)
#
# Whom do the reporters quote? The cell below makes one row of each voice and adds the side that the person speaks
# for. (In `words`, the sign `|` means *or*.) It shows the first eight rows; `voices` alone in a cell shows all.

# %%
voices = reports["voices_quoted"].str.split("; ").explode().reset_index(name="voice")
words = {
    "Georgia": "Georgian|Bokeria|Saakashvili", "Abkhazia": "Abkhaz|Shamba",
    "South Ossetia": "Ossetian|Chochiev", "Russia": "Russian|Karasin",
    "European Union": "EU|Morel", "United States": "US|Fried",
    "United Nations": "UN|Ban|Verbeke|Ponomareva",
}
for side, names in words.items():
    voices.loc[voices["voice"].str.contains(names), "side"] = side
voices.head(8)

# %% [markdown]
# *Predict:* which of these sides do you expect to be quoted least: Abkhazia, Georgia, Russia, South Ossetia?
#
# *Task:* find out which of the four is quoted in **none** of the nine reports, as far as we have them (of `afp` only
# an excerpt), and put its name into `silent_side`.

# %% tags=["exercise"] id="01-5"
silent_side = ...
### BEGIN SOLUTION
quoted = voices.groupby("side")["report_id"].nunique()
four = ["Abkhazia", "Georgia", "Russia", "South Ossetia"]
silent_side = [side for side in four if side not in quoted.index]
### END SOLUTION

# %% tags=["check"]
check("01-5", silent_side)

# %% [markdown]
# Stuck? Run `hint("01-5")`.
#
# Missing voices are easy to miss, because nothing on the page shows them. In what we have of the nine, nobody quotes a
# person who had to flee, either. Ask of any report: who was there, and is not heard?
#
# ## Quiz: how the war began (3 min)
#
# Four of the nine reports give no beginning of the war at all; the others give one sentence. Compare them, then
# answer. (*The later inquiry* is a mission that the European Union set up. It reported in 2009; the replies say what
# it found.)

# %%
left(reports[["outlet", "how_the_war_began"]])

# %%
quiz("01-q1")

# %% [markdown]
# At home, or in class with five readers in a round: how each side tells it, and what was found later by others.

# %%
beginning = statements.loc[["c19"]].filter(like="version_").transpose()
left(beginning)

# %% [markdown]
# ## Share-out (5 to 8 min)
#
# In pairs, find **one sentence** on what happened in Geneva on 15 October 2008 in which a reader from Abkhazia,
# Georgia, Russia or South Ossetia finds nothing of which to say: *that is only what the others claim*. Some pairs read
# theirs aloud; the others look for the first word that one of the four would not accept.
#
# ## Exit question
#
# Look at what you wrote in the recall. Into which kind does it fall, report, claim or quotation? **And which one
# sentence of the article would you check first, with which source?** One line on paper; hand it in.
#
# ## Exercise 01-6, at home: a report that four sides could read (15 min)
#
# Make your sentence a text of 40 to 90 words for the same four readers. Name a source wherever the sides differ.
#
# Your text is read with this rubric:
#
# - **Level 1:** it says what happened, but takes over one side's word or leaves a disputed sentence without a
#   speaker.
# - **Level 2:** every disputed sentence has its speaker or source, and no loaded word stands in your own voice.
# - **Level 3:** as level 2, and it says what the reports agree on, where they differ, and whose voice is missing.

# %% tags=["exercise"] id="01-6"
my_report = """
"""
### BEGIN SOLUTION
my_report = """After the war of August, talks opened in Geneva on 15 October and were suspended until 18 November; why,
is disputed. The Abkhaz foreign minister, Sergei Shamba, said that his side takes part only as an equal. Georgia's
president said that Russia walked out, Russia's deputy foreign minister that Georgia refused a joint plenary; the
European Union's envoy spoke of procedural difficulties. Of nine reports, as far as at hand, none quotes a South
Ossetian; elsewhere Boris Chochiev said that they did not even see the Georgian delegation."""
### END SOLUTION

# %% tags=["check"]
check("01-6", my_report)

# %% [markdown]
# The check only counts words; a person reads them. Stuck? Run `hint("01-6")`. Next time you swap texts with a
# neighbour and underline the first word that one of the four sides would not accept.

# %% [markdown]
# ## If you have more time
#
# - **When did Ban speak?** The article puts his words at its end, after the failure of the talks. Run
#   `statements.loc["c21", "evidence_summary"]`. What does the order of sentences suggest to a reader, and is it so?
# - **Two kinds of absence.** The article quotes two Georgians and the Secretary-General of the United Nations, and no
#   Russian; of an Abkhaz it passes on what he said, of a South Ossetian nothing. Count with `voices` how many different
#   people each report quotes. Does a report with more voices have to be fairer?
# - **Your own news.** Take one news item of today and mark each sentence with *report*, *claim* or *quotation*. Which
#   share has no named source?
# - **What was found later.** The first table below holds what courts and inquiries found on *proxy regimes*,
#   *criminals*, *occupation*, *annexation*, and on how the war began and went on, which is also about *genocide* and
#   *to enforce peace*. The second is about upper Kodori, where Sukhumi saw a threat of *aggression*; *(from memory)*
#   marks what was not looked up again for this kit. *EU report* and *EU-mandated mission* are the inquiry of 2009;
#   ECHR is the European Court of Human Rights, ICC the International Criminal Court; the CSCE is today's OSCE, and
#   UNOMIG were the United Nations' observers in and near Abkhazia. Which words does a finding support: wholly, in
#   part, or not at all?

# %%
left(statements.loc[["c06", "c08", "c09", "c11", "c19"], ["speaker", "claim", "version_independent"]])

# %%
events = load_table("chronology").set_index("event_id")
left(events.loc[["2008-08-09b", "2008-08-12a"], ["event", "version_abkhazia", "version_independent"]])

# %% [markdown] tags=["teacher"]
# **If you have more time.** Ban spoke in Geneva on the evening of 14 October, before the talks; placed last, his call
# for patience reads like an answer to their failure. The article's own date is not clean either: it says that it was
# updated on 15 October, its link has 14 October.

# %% [markdown]
# ## Sources used

# %%
from IPython.display import Markdown

others = ["ap-geneva-later-2008-10-15", "dpa-solana-2008", "iiffmcg-2009", "un-sg-2008-10-14"]
others += ["usip-jpkf", "moscow-agreement-1994", "six-point-2008-08-12"]
used = [*reports["source_id"], *others]
Markdown("\n".join("- " + cite(source_id) for source_id in used))
