# %% [markdown]
# # 2. Put the places on the map
#
# **Question of this lesson.** The article speaks of Abkhazia, South Ossetia and Georgia. Where is that, what are the
# towns called, and by whom? You will put them on a map, and find that two numbers and a name can each go wrong.
#
# **Afterwards you can**
#
# 1. load a layer, and choose the rows of a table that you need;
# 2. say which number is the latitude, see when the two were exchanged, and name a layer's CRS;
# 3. find one place under its names in Latin, Georgian and Cyrillic letters, and say whose practice a name follows;
# 4. make a map with a title, labels and a stamp that says whose lines it follows.
#
# | Minutes (estimates) | What |
# |:-|:-|
# | 4 | Recall |
# | 5 | The article beside its map |
# | 10 | Part 1: choosing rows, exercise 02-1 |
# | 13 | Part 2: two numbers, exercises 02-2 and 02-3, quiz |
# | 8 | Part 3: names, exercise 02-4 |
# | 6 | Part 4: your own map, exercise 02-5 |
# | 4 | Share, exit question |
# | at home | Exercises 02-6 to 02-8 |

# %% [markdown] tags=["teacher"]
# **For the instructor.** In class 50 minutes, by estimate. Lesson 5 builds on three things from here: choosing rows,
# the word CRS, and `Map` with `add`. Keep time for 02-1 and 02-5; if it runs short, give 02-3 as homework (5 minutes).
#
# | Minutes | Exercise | Stop point | Likely trouble |
# |:-|:-|:-|:-|
# | 5 | 02-1 | before they run it: who counts Chkhalta to Abkhazia? | one `=` for two; `abkhazia` in small letters |
# | 4 | 02-2 | after the predictions: nobody expects Batumi | the keys of the dictionary left out |
# | 4 | 02-3 | none | `4326` as a number: it is text in quotation marks here |
# | 5 | 02-4 | after it: which names did you take for Russian, and why? | letters copied without the quotation marks |
# | 4 | 02-5 | none | the second `add` forgotten; the last line left as it is |
#
# **Care.** In this lesson everybody reads names aloud. A student from the region may never use one of them, and may
# have reasons. Let students say the name that they use; do not ask anybody why, and do not correct it. Write the names
# on the board in the order of the table, and call none of them the real one.

# %% [markdown]
# ## Recall (4 minutes)
#
# Without looking back to lesson 1: a *report*, a *claim*, a *quotation*. Who answers for each? If you wrote the text
# of exercise 01-6, swap it with a neighbour, and underline the first word that one of the four sides would not
# accept. If not: name one word of the article that takes a side, and whose word it is. Then run this cell.

# %%
import geopandas as gpd

from courseutils import Map, check, cite, hint, list_layers, load_article, load_layer, load_places
from courseutils import place, progress, quiz, show

print("The tools of this lesson are ready.")

# %% [markdown]
# The article answers for a report, the person named for a claim; in a quotation even the wording is theirs.
#
# ## The article beside its map (5 minutes)
#
# Read paragraphs 1, 2 and 4. Where do you expect the two regions, and what lies between them and Russia?

# %% tags=["map"]
article = load_article()
m = Map("Where paragraphs 1, 2 and 4 are set", area="georgia")
m.add(["Tbilisi", "Sukhumi", "Tskhinvali"], name="Seats of government")
article.show(1, 2, 4).beside(m)

# %% [markdown]
# Geneva, where the talks were held, is far outside this map. On it, three things to find:
#
# - A **solid line** goes round all of Georgia, both regions included. **Dashed lines** separate the regions from the
#   rest: *administrative boundary lines*, as European Union and UN staff call them. Georgian officials say *occupation
#   line*, the de facto authorities of the regions *state border*. (*De facto* is this kit's term. Abkhaz and South
#   Ossetian officials hear in it a denial of their states; Georgian officials say *occupation regime*.)
# - Below the map stands a **stamp**: whose lines does the map follow? No map is without such a choice; an honest one
#   says it. Lesson 3 draws other choices.
# - Towns carry **several names**. Part 3 is about them.

# %%
m.stamp

# %% [markdown]
# ## Part 1. A table that knows where (10 minutes)
#
# A *layer* is a table whose rows have a place on Earth: a point, a line or an area. These are the layers of the course.
# You load one by its name.

# %%
for name, title in list_layers().set_index("name")["title"].items():
    print(name, "-", title)

# %% [markdown]
# `load_layer("georgia")` would load the outline of Georgia. The single places have a function of their own.
# (The numbers at the left of a table are its row numbers, from 0; the column `geometry` of every layer says where.)

# %%
places = load_places()
places[["name", "kind", "admin", "lat", "lon", "accuracy_m"]].head()

# %% [markdown]
# `len(places)` would tell you how many rows there are. Nobody wants all of them on one map. To choose rows, first
# **ask a question of every row**. Two signs `==` ask *is it the same?* (one `=` gives something a name.)

# %%
is_capital = places["kind"] == "capital"
is_capital.head()

# %% [markdown]
# A column of answers, True or False, one for each row. Put it into square brackets after the table, and
# **the rows with True are kept**:

# %%
capitals = places[is_capital]
capitals[["name", "kind", "admin", "control_2008_10"]]

# %% [markdown]
# Both steps fit into one line: `places[places["kind"] == "capital"]`. Read it aloud: *of the places, those whose kind
# is capital*.
#
# Notice that a table can take a side too. `capital` is a short word for two things: Tbilisi is the capital of a member
# state of the United Nations, Sukhumi and Tskhinvali are the seats of de facto authorities. And `admin` names the unit
# to which a place belongs in United Nations practice, while `control_2008_10` says who governed there in October 2008. (AO:
# autonomous oblast, a region with limited self-government; South Ossetia was one in Soviet Georgia, from 1922 to 1990.)
#
# ### Exercise 02-1. Choose the rows
#
# Chkhalta lies high in the Kodori valley. Until August 2008 it was the seat of an administration that Tbilisi backed,
# which called the valley *Upper Abkhazia*. **Predict:** does the column `admin` count Chkhalta to Abkhazia? Yes or no,
# and why? Write it between the quotation marks; nobody marks a prediction.

# %%
prediction_1 = ""

# %% tags=["parameters"]
unit = "Abkhazia"

# %% [markdown]
# **Task.** Collect in `places_of_unit` the names of the places whose `admin` is exactly `unit` (write the name `unit`,
# not its value: marking runs your notebook again with other values in such a cell). Write the question
# first, in square brackets; a last `["name"]` takes the names from the rows that are left.

# %% tags=["exercise"] id="02-1"
places_of_unit = ...
### BEGIN SOLUTION
places_of_unit = places[places["admin"] == unit]["name"]
### END SOLUTION

# %% tags=["check"]
check("02-1", places_of_unit)

# %% [markdown]
# Stuck? Run `hint("02-1")` in a cell of its own (the **+** above the notebook makes one); each time you run it, it
# tells you a little more. To see your list, write `list(places_of_unit)` into a new cell.
#
# ## Part 2. Two numbers (13 minutes)
#
# The *latitude* says how far north of the equator a place lies: 0 there, 90 at the pole. The *longitude* says how far
# east of Greenwich. People say the latitude first. Most map files put the longitude first, like x before y. Look:

# %%
gori = places[places["name"] == "Gori"]
gori[["name", "lat", "lon", "geometry"]]

# %% [markdown]
# ### Exercise 02-2. Exchanged
#
# Sooner or later everybody exchanges the two. **Predict** for Batumi, Sukhumi and Tskhinvali: in which country would
# each land?

# %%
prediction_2 = ""

# %% [markdown]
# The cell below makes a second table with the two numbers the wrong way round, and draws both. You need not
# understand its first lines now.

# %% tags=["map"]
three = places.set_index("name").loc[["Batumi", "Sukhumi", "Tskhinvali"]].reset_index()
exchanged = three.set_geometry(gpd.points_from_xy(three["lat"], three["lon"], crs="EPSG:4326"))
m = Map("Three towns, and the same with latitude and longitude exchanged", area=(39.6, 40.4, 45.6, 44.5))
m.add(three, name="Where they are")
m.add(exchanged, name="Numbers exchanged")
show(m, web=False)

# %% [markdown]
# **Task.** Write for each town where it lands when the numbers are exchanged: `"Georgia"`, `"Russia"` or `"Turkey"`
# (or `"Türkiye"`, as on the map: that is how this state calls itself).

# %% tags=["exercise"] id="02-2"
lands_in = {"Batumi": ..., "Sukhumi": ..., "Tskhinvali": ...}
### BEGIN SOLUTION
lands_in = {"Batumi": "Georgia", "Sukhumi": "Turkey", "Tskhinvali": "Russia"}
### END SOLUTION

# %% tags=["check"]
check("02-2", lands_in)

# %% [markdown]
# Stuck? Run `hint("02-2")`. Which of the three mistakes would you have found without a second look?
#
# ### What the numbers mean: the CRS
#
# Two numbers say nothing until you know what they count. A *coordinate reference system* (CRS) says it: degrees on the
# globe, or metres on a flat sheet, and from where. Every layer should carry its CRS; ask with `.crs`:

# %%
print(places.crs)
print(places.crs.name)

# %% [markdown]
# `EPSG:4326` is the code for degrees in the system WGS 84, as in a phone. All layers of this course come in it.
# `to_crs` gives the same places in another one:

# %%
gori.to_crs("EPSG:4326")["geometry"]

# %% [markdown]
# ### Exercise 02-3. Name the CRS
#
# The same town, Gori, in three systems:
#
# | System | First number | Second number |
# |:-|:-|:-|
# | A | 4,910,626 | 5,158,778 |
# | B | 44.1129 | 41.9853 |
# | C | 426,515 | 4,648,525 |
#
# The systems are `EPSG:4326` (degrees), `EPSG:3857` (Web Mercator: metres from Greenwich and the equator on one flat
# sheet for the whole world, as most web maps have it) and `EPSG:32638` (UTM zone 38: metres on a flat sheet for a
# strip of six degrees only). **Predict:** which of A, B and C is which?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** Find out with `to_crs`, in the cell with `gori.to_crs` above this exercise: change the code and run it
# again. Write the code of each, between quotation marks.

# %% tags=["exercise"] id="02-3"
crs_of = {"A": ..., "B": ..., "C": ...}
### BEGIN SOLUTION
crs_of = {"A": "EPSG:3857", "B": "EPSG:4326", "C": "EPSG:32638"}
### END SOLUTION

# %% tags=["check"]
check("02-3", crs_of)

# %% [markdown]
# Stuck? Run `hint("02-3")`. A quick question more:

# %%
quiz("02-q1")

# %% [markdown]
# ## Part 3. One place, many names (8 minutes)
#
# `place` finds a place by any of its names. **Predict** before you run it: how many different places are these nine?

# %%
for name in ["Sukhumi", "Sokhumi", "Сухум", "Аҟәа", "სოხუმი", "Leningor", "ახალგორი", "Дзау", "Java"]:
    print(name, "->", place(name).name)

# %% [markdown]
# Three places, three scripts: Latin, Georgian, and Cyrillic with letters that Russian does not have. The table has a
# column for each language; `local` is Abkhaz or Ossetian.

# %%
names = places.set_index("name")[["local_language", "name_local", "name_ka", "name_ru"]]
names.loc[["Sukhumi", "Gali", "Tskhinvali", "Akhalgori", "Java"]]

# %% [markdown]
# **A name is also a position.**
#
# - *Aqwa* is the Abkhaz name. *Sokhumi* is the Georgian form; its last *i* is a Georgian ending. In Russian the town
#   was *Sukhum* until 1936 and then *Sukhumi*; in 1992 the Abkhaz authorities went back to *Sukhum*, and Russia took
#   that over in 2008. *Sukhumi* stayed in the English press. In 2015 the UN map of Georgia changed to *Sokhumi*, as
#   Georgia had asked.
# - *Tskhinvali* and *Tskhinval* differ by the same ending. Ossetians say *Chreba*, too.
# - *Akhalgori* became *Leningori* in 1934, after Lenin. In 1990 Georgia went back to the older name; the South Ossetian
#   authorities say *Leningor*. The town was under Tbilisi until August 2008.
#
# Whom does each form suit, and who hears in it that the town is not theirs? This kit writes the form of the English
# press first and the others beside it, in the order of the languages' names. That is a choice too.

# %% [markdown] tags=["teacher"]
# Nine spellings, three places: say once that nobody has to read them all. For 02-4 the table above does not have
# every name; `place(...)` does. In Russian texts of today local forms are common as well (Цхинвал, Ленингор, Дзау);
# the table's `name_ru` keeps the form of older Russian maps. So the right answer is *the column of our table*, and a
# student who says that Дзау is Russian too has seen something.
#
# The histories of the names are from encyclopedias. The return to *Akhalgori* is told there without a day, and now of
# the government, now of the Georgians in general: do not build on it.

# %% [markdown]
# ### Exercise 02-4. In whose language?
#
# Seven names of three places. **Predict:** how many of the seven are Russian?

# %%
prediction_4 = ""

# %%
java = place("Дзау")
print(java.name, java.names, java.local_language)

# %% [markdown]
# **Task.** Write for each name in which language our table has it: `"Abkhaz"`, `"Georgian"`, `"Ossetian"` or
# `"Russian"`. The cell above shows how to look one up (`ka` is Georgian, `ru` Russian).

# %% tags=["exercise"] id="02-4"
language_of = {
    "Дзау": ..., "Джава": ..., "ჯავა": ..., "Очамчыра": ...,
    "Очамчира": ..., "ოჩამჩირე": ..., "Дзæуджыхъæу": ...,
}
### BEGIN SOLUTION
language_of = {
    "Дзау": "Ossetian", "Джава": "Russian", "ჯავა": "Georgian", "Очамчыра": "Abkhaz",
    "Очамчира": "Russian", "ოჩამჩირე": "Georgian", "Дзæуджыхъæу": "Ossetian",
}
### END SOLUTION

# %% tags=["check"]
check("02-4", language_of)

# %% [markdown]
# Stuck? Run `hint("02-4")`.
#
# ## Part 4. Your own map (6 minutes)
#
# ### Exercise 02-5. A map for the article
#
# A map begins with `Map(title, area="georgia")`. Each `add` puts one layer on it, with a name for the legend.
# **Predict:** if you add the seats of government and all towns of the table, will the names still be legible?

# %%
prediction_5 = ""

# %% tags=["parameters"]
second_kind = "town"

# %% [markdown]
# **Task.** Add two layers to `my_map`: the `capitals` from Part 1, and the places whose `kind` is `second_kind`. A line
# looks like this: `my_map.add(capitals, name="Seats of government")`. Then take `...` away and put
# `my_map.table(base=False)["name"]` there: the names of all that you added. Write all this into the
# cell, the line with `on_my_map` last.

# %% tags=["exercise"] id="02-5"
my_map = Map("My map for paragraphs 1, 2 and 4", area="georgia")
on_my_map = ...
### BEGIN SOLUTION
towns = places[places["kind"] == second_kind]
my_map.add(capitals, name="Seats of government")
my_map.add(towns, name="Towns")
on_my_map = my_map.table(base=False)["name"]
### END SOLUTION

# %% tags=["check"]
check("02-5", on_my_map)

# %% [markdown]
# Stuck? Run `hint("02-5")`. (If a layer is there twice, run the cell once more: it begins with a new map.) Now your
# map beside the article:

# %% tags=["map"]
article.show(1, 2, 4).beside(my_map)

# %% [markdown]
# ## Share (4 minutes)
#
# Show your map to your neighbour. They ask two questions: *Whose lines? Whose names?* Your map should answer both.
#
# **Exit question.** On a card: "A map on a news site shows Sokhumi, Leningor and a solid line, and says nothing
# about it. What does it tell you about its maker, and what does it not?"

# %% [markdown] tags=["teacher"]
# Good cards see that the names are mixed: *Sokhumi* follows Georgian practice and *Leningor* South Ossetian practice,
# so the names cannot come from one policy; and that one solid line without a legend may be anything. A map that is
# careless about names is not yet a map of one side.

# %% [markdown]
# ## At home, or if you have more time
#
# Lesson 3 asks what other maps of the same places assert, and measures two of them. (In the short course you go on
# with lesson 5.) `progress()` in a new cell shows what you have done.
#
# ### Exercise 02-6. Too many decimals (10 minutes)
#
# `accuracy_m` says how well a point is known: a circle of so many metres round it. The table gives Karaleti as
# 42.0597 north and 44.0950 east. One degree of latitude is about 111 km. **Predict:** how far is one step in the last
# of these four decimals?

# %%
prediction_6 = ""

# %% tags=["parameters"]
village = "Karaleti"

# %%
karaleti = place(village)
print(karaleti.name, karaleti.lat, karaleti.lon, karaleti.accuracy_m)

# %% [markdown]
# **Task.** With how many decimals would you write the latitude, so that one step in the last decimal is about as large
# as the accuracy? Put the whole number into `honest_decimals`.

# %% tags=["exercise"] id="02-6"
honest_decimals = ...
### BEGIN SOLUTION
honest_decimals = 2
### END SOLUTION

# %% tags=["check"]
check("02-6", honest_decimals)

# %% [markdown]
# Stuck? Run `hint("02-6")`.
#
# ### Exercise 02-7. The same map in another script (10 minutes)
#
# `add` takes the labels from the column `name`, unless you say `label=` and another column. **Predict:** for which of
# the three seats of government will the table have no name in Abkhaz or Ossetian?

# %%
prediction_7 = ""

# %% tags=["parameters"]
column = "name_ka"

# %% [markdown]
# **Task.** Make a map of the `capitals` with the labels from `column`, and put the labels, as its table has them, into
# `labels_in_script`. Then change `column` to `"name_ru"` or `"name_local"`, run the cells again and look at the map.
# For the check, change it back.

# %% tags=["exercise"] id="02-7"
script_map = Map("Seats of government, in another script", area="georgia")
labels_in_script = ...
### BEGIN SOLUTION
script_map.add(capitals, name="Seats of government", label=column)
labels_in_script = script_map.table(base=False)["name"]
### END SOLUTION

# %% tags=["check"]
check("02-7", labels_in_script)

# %%
show(script_map, web=False)

# %% [markdown]
# Stuck? Run `hint("02-7")`. Who can read this map, who cannot, and who will feel at home in it?
#
# ### Exercise 02-8. A name for the label (15 minutes)
#
# Choose Sukhumi, Tskhinvali or Akhalgori. In 40 to 90 words: *which name do you write first on a map for this course,
# which beside it, and why?* Say whose practice each name follows, and who may object to your order.
#
# | Level | Your text |
# |---|---|
# | 1 | chooses a name and gives a reason |
# | 2 | names at least two forms, says whose practice each follows, and gives a source |
# | 3 | also says who may object to the choice and what the map does about it |

# %% tags=["exercise"] id="02-8"
my_label = """
"""
### BEGIN SOLUTION
my_label = """I write Akhalgori first, as the English press of 2008 did, and Leningor beside it in the same size, with
both in their own scripts. Akhalgori is the Georgian form; Leningor, from the Soviet name of 1934, is the form of the
South Ossetian authorities, who governed the town from August 2008. A reader from Tskhinvali may object to the order,
a reader from Tbilisi, or one who had to leave the town, to the second name. The map says in its stamp whose practice
it follows (Wikipedia, Akhalgori)."""
### END SOLUTION

# %% tags=["check"]
check("02-8", my_label)

# %% [markdown]
# The check only counts words; a person reads them. Stuck? Run `hint("02-8")`.
#
# ### More to try
#
# - `place("Nikozi")` answers with a question. Why?
# - `load_layer("regions")["name"]` lists the units of Georgia in law. Which of the two regions is one of them, and
#   which is not? Whose view is that?
# - `m.table()` gives the words that belong to a map. Read it to somebody who cannot see the map: what is missing?
#
# ## Sources of this lesson

# %%
used = ["geonames-cities500", "geonames-wof", "un-map-georgia-2015", "agenda-google-maps-2015"]
used += ["wiki-sukhumi", "wiki-tskhinvali", "wiki-akhalgori", "eumm-about", "rrc-law-1990-12-11"]
for source in used:
    print(cite(source))
