# %% [markdown]
# # 5. How wide is a buffer zone?
#
# **Question of this lesson.** In August 2008 Russian forces declared a zone south of South Ossetia. How deep
# was it? The answers on record are 15 km, "a few kilometres", four miles, and a list of posts. You will draw
# them, measure them, and find out which of them can be tested at all.
#
# **Afterwards you can**
#
# 1. draw a zone of so many kilometres, and say why degrees and Web Mercator give a wrong one;
# 2. measure how wrong it is;
# 3. test a sentence about distance against named places, and say *from where* you measured;
# 4. say when the data cannot tell;
# 5. check the sentence "twenty per cent of the territory".
#
# **Time (estimates):** recall 5 minutes, guided part 15, exercises 20, sharing 5-10.

# %% [markdown] tags=["teacher"]
# **For the teacher.** The lesson turns on two moments: the flat circle of part 1 (nobody is warned about Web
# Mercator), and exercise 05-3, where one post is 7 km *and* 21 km deep. Stop at both and let two pupils with
# different predictions speak before anyone runs the cell. Short of time: give the circle of 05-1, and leave
# 05-5 for home. In villages on these maps houses were burned and people fled or were driven out; some pupils may
# have family there. Say so before the first map, and keep houses and people out of any game or race.

# %% [markdown]
# ## Recall (5 minutes)
#
# Without looking back: What is a CRS? In which CRS do the layers of this course come? Whose lines does the
# base map draw, and in which style? Tell your neighbour, then run the cell and compare.

# %%
from courseutils import area_km2, buffer_error, buffer_km, check, cite, distance_km, hint, quiz
from courseutils import Map, load_article, load_layer, load_places, load_table, place, show

lines = load_layer("boundary_lines")
print(lines.crs.name, "-", lines["name"].tolist())

# %% [markdown]
# The two *administrative boundary lines* separate the breakaway regions from the rest of Georgia. EU and UN
# staff use that name; Georgian officials say "occupation line", the de facto authorities "state border".
#
# ## The article beside the map
#
# Paragraph 4 speaks of a buffer zone. Read it, then look at the map below it.

# %%
load_article().show(4)

# %% [markdown]
# One word to notice: the zone is said to lie *between* Georgia and the regions. Whose map is that?
#
# The posts come from a Georgian list of 25 August 2008 and from the press of October. No map of the zone by
# those who declared it was found, so we draw **posts, not an outline**.

# %%
zone = load_table("buffer_zone")
listed = zone[zone["kind"] == "post"]["place_id"]
kartli = load_places(admin="Shida Kartli")
posts = kartli[kartli["place_id"].isin(listed)]
posts[["name", "accuracy_m", "confidence"]]

# %% tags=["map"]
m = Map("Posts next to South Ossetia, August to 8 October 2008, approximate", area="shida_kartli")
m.add(posts, name="Russian posts, approximate", columns=["accuracy_m"])
show(m)

# %% [markdown]
# **Look.** Which post is nearest to the line? Which is farthest out? Ali and Nabakhtevi are 3 km apart and
# were probably one post. `accuracy_m` says how well each point is known: most to about
# 1000 metres, Nadarbazevi only to 3000, for two villages have that name.
#
# A zone is more than a distance. Two figures, before we measure:

# %%
figures = load_table("figures")
people = figures[figures["figure_id"].isin(["buffer-idp-2008-09", "buffer-returns-2008-10"])]
people = people.astype({"value": int})
people[["subject", "measure", "value", "unit", "claimed_by", "as_of"]]

# %% [markdown]
# ## Part 1. A circle that is not a circle (guided)
#
# In July 1992 a joint commission drew a *zone of conflict*: a circle of 15 km round the centre of Tskhinvali.
# These are the values of this part. If you change them, run the cells below again.

# %% tags=["parameters"]
centre = "Tskhinvali"
radius_km = 15

# %% [markdown]
# A common recipe: one degree is 111.32 km, so divide. geopandas draws the circle, and it warns. The cell catches
# the warning and prints it; usually it stands in a pink box. Run it and read.

# %%
import warnings

town = load_places().query("name == @centre")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    in_degrees = town.buffer(radius_km / 111.32)
print(caught[0].message)

# %% [markdown]
# ### Exercise 05-1. Mend the circle
#
# **Predict** before you go on: is the circle drawn in degrees too large, too small, or right? Write
# your guess and one reason.

# %%
prediction_1 = ""

# %% [markdown]
# **Task.** Draw the circle in kilometres, and put its area in square kilometres into `circle_area_km2`.
# Helpers: `buffer_km(what, km)` and `area_km2(what)`.

# %% tags=["exercise"] id="05-1"
circle_area_km2 = ...
### BEGIN SOLUTION
circle_area_km2 = area_km2(buffer_km(centre, radius_km))
### END SOLUTION

# %% tags=["check"]
check("05-1", circle_area_km2)

# %% [markdown]
# Stuck? Run `hint("05-1")` in a cell of its own; each time you run it, it tells you a little more. Was your
# prediction right?
#
# Now measure six ways to draw the same circle. The radius is measured from the middle to the rim, on the
# ellipsoid, north to south and west to east.

# %%
ways = buffer_error(centre, radius_km)
ways[["method", "north_south_km", "east_west_km", "area_km2", "area_error_percent"]]

# %%
for method, reason in ways.set_index("method")["what_went_wrong"].items():
    print(f"{method}\n    {reason}")

# %% [markdown]
# **Read the table.** One degree from north to south is about 111 km everywhere. One degree from west to east
# shrinks towards the pole: at 42 degrees north it is about 83 km. Web Mercator is worse, and it stays silent.

# %% tags=["map"]
in_mercator = town.to_crs("EPSG:3857").buffer(radius_km * 1000)  # no warning
circle = buffer_km(centre, radius_km)
m = Map("Three circles that were all meant to be 15 km", area="shida_kartli")
m.add(circle, name="15 km on the ground", labels=False)
m.add(in_degrees, name="15 / 111.32 degrees", labels=False)
m.add(in_mercator, name="15,000 Web Mercator metres", labels=False)
show(m)

# %%
quiz("05-q1")

# %% [markdown]
# ## Part 2. The circle and the posts
#
# ### Exercise 05-2. Which fifteen kilometres?
#
# **Predict:** was the post at Karaleti inside the circle of 1992? Write yes or no, and why.

# %%
prediction_2 = ""

# %% [markdown]
# **Task.** Collect the names of the posts that stood *outside* the circle in `posts_outside`.
# `posts.within(shape)` asks of each post whether it is inside; `~` turns the answers round.

# %% tags=["exercise"] id="05-2"
posts_outside = ...
### BEGIN SOLUTION
circle = buffer_km(centre, radius_km)
posts_outside = posts[~posts.within(circle.union_all())]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-2", posts_outside)

# %% [markdown]
# Stuck? Run `hint("05-2")`. Then look back at your prediction for Karaleti.

# %% [markdown] tags=["teacher"]
# Six minutes. With these ten posts the circle in degrees and the one in Web Mercator happen to give the same
# list as the right one: a wrong method can give a right answer. In 05-1 it can too: draw *and* measure in Web
# Mercator, and 707 comes out, because the measure is stretched like the circle. Ask what would show the error: one
# known distance, measured in another way. Cut: give the circle.

# %% [markdown]
# ## Part 3. "A few kilometres": from where? (guided)
#
# The letter of 14 August 2008, signed by President Sarkozy, allows measures in the *immediate vicinity* of
# South Ossetia, a *few kilometres* from the administrative boundary, without any major town. It gives no
# number. A Georgian slide of the same month words it as a few kilometres around *Tskhinvali*: another starting
# point. A newspaper wrote: about four miles (6.4 km) outside the boundary. The kit's table of definitions:

# %%
definitions = zone[zone["kind"] == "zone"]
definitions[["item", "established_on", "depth_km_min", "depth_km_max", "confidence"]]

# %% [markdown]
# The 14 km strip of 1992 is marked *low*: it is quoted often, and no document with the number was found. We
# do not draw it. `NaN` means that the text gives no number. Where there is a number, it can be tested.

# %% tags=["parameters"]
post = "Karaleti"

# %%
line = lines[lines["name"].str.contains("South Ossetia")]

# %% [markdown]
# ### Exercise 05-3. From where do you measure?
#
# **Predict:** one reporter writes that the post at Karaleti stood some kilometres deep, another that it stood
# more than twenty kilometres away. Who is wrong?

# %%
prediction_3 = ""

# %% [markdown]
# **Task.** How deep was the post at Karaleti, measured as the letter of August 2008 measures? Put the
# kilometres into `depth_km`. Helper: `distance_km(a, b)`, from a place to a place or to the nearest point of
# a line.

# %% tags=["exercise"] id="05-3"
depth_km = ...
### BEGIN SOLUTION
depth_km = distance_km(post, line)
### END SOLUTION

# %% tags=["check"]
check("05-3", depth_km)

# %% [markdown]
# Stuck? Run `hint("05-3")`. Now all posts, measured both ways. Sort by one column, then by the other.

# %%
depths = posts[["name", "accuracy_m"]].copy()
depths["km_from_line"] = distance_km(posts, line).round(1)
depths["km_from_tskhinvali"] = distance_km(posts, "Tskhinvali").round(1)
depths.sort_values("km_from_line")

# %% [markdown]
# **Read the table.** Ergneti lies 0.4 km from the line and is known to 1.2 km: it stood *at* the line, more
# cannot be said. The outer posts stood about 4 to 9.5 km outside it. Karaleti fits the four miles of the newspaper; on
# which side of them it stood these data cannot tell. Is all that "a few kilometres"? Georgia and France read
# the letter as the rule for the zone; Russia, as far as our sources go, did not count it as part of the deal.
#
# ## Part 4. When the data cannot tell
#
# ### Exercise 05-4. The data cannot tell
#
# Dzevera lies 14.9 km from the centre of Tskhinvali, and its point is known to 1 km. **Predict:** is it inside
# the circle of 15 km? And how many other places of Shida Kartli have the same problem?

# %%
prediction_4 = ""

# %%
gap = (distance_km(kartli, centre) - radius_km).abs()
print("Dzevera to the rim:", round(gap[kartli["name"] == "Dzevera"].iloc[0], 1), "km")

# %% [markdown]
# **Task.** `gap` holds the distance of each place to the rim, in kilometres. Collect in `undecided` the names
# of the places that lie nearer to the rim than their point is known (`accuracy_m`, in metres).

# %% tags=["exercise"] id="05-4"
undecided = ...
### BEGIN SOLUTION
undecided = kartli[gap <= kartli["accuracy_m"] / 1000]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-4", undecided)

# %% [markdown]
# Stuck? Run `hint("05-4")`. Neither of the places found decides anything about the zone of 2008. But a map that
# paints them inside or outside says more than anyone knows. Ergneti, Ditsi, Kvemo Nikozi and Perevi are like that
# for the boundary line itself: no exercise of this course asks on which side of it they lie.
#
# ## Part 5. All zones on one map
#
# In the west another rule held since 1994: a *security zone* of 12 km on each side of the line along the Enguri.
# The layer `zones_2008` holds that zone, the circle of 1992 and all posts that could be placed.

# %%
zones = load_layer("zones_2008")
conflict_1992 = zones[zones["item_id"] == "zone-of-conflict-1992"]
security_1994 = zones[zones["item_id"] == "security-zone-1994"]
all_posts = zones[zones["kind"] == "post"]
print(security_1994["note"].iloc[0])

# %% tags=["map"]
m = Map("Two older zones and the posts of August to 8 October 2008, approximate", area=(41.4, 41.8, 44.7, 43.0))
m.add(conflict_1992, name="Zone of conflict 1992: 15 km from the centre of Tskhinvali", labels=False)
m.add(security_1994, name="Security zone 1994: 12 km on each side of the line", labels=False)
m.add(all_posts, name="Russian posts of 2008, approximate", columns=["removed_on"], labels=False)
show(m)

# %% [markdown]
# **Look.** Which of the two zones has something to do with the posts of 2008? Some posts have a later
# `removed_on` or none: Perevi was left in 2010; upper Kodori and the Akhalgori district were not part of the
# withdrawal of October 2008.

# %%
quiz("05-q2")

# %% [markdown]
# ### Exercise 05-5. Twenty per cent?
#
# One often hears that twenty per cent of Georgia's territory is outside the control of its government.
# **Predict:** is the share of the two regions nearer to 15, 18, 20 or 22 per cent?

# %%
prediction_5 = ""

# %% [markdown]
# **Task.** Compute the share of Abkhazia and South Ossetia in the area of Georgia (both included, as in United
# Nations practice), in per cent, as `share_percent`.

# %%
area_georgia = area_km2(load_layer("georgia"))
area_abkhazia = area_km2(load_layer("abkhazia"))
print(round(area_georgia), "square km in all")

# %% tags=["exercise"] id="05-5"
share_percent = ...
### BEGIN SOLUTION
area_ossetia = area_km2(load_layer("south_ossetia"))
share_percent = 100 * (area_abkhazia + area_ossetia) / area_georgia
### END SOLUTION

# %% tags=["check"]
check("05-5", share_percent)

# %% [markdown]
# Stuck? Run `hint("05-5")`. Whose map decides what the whole is? Here it is United Nations practice. For the
# states that recognise them the two regions are no part of Georgia, and there is nothing to divide.

# %% [markdown]
# ## Write (5 minutes)
#
# ### Exercise 05-6. A few kilometres?
#
# In 50 to 110 words: *did the posts of August 2008 stand within "a few kilometres" of the line?* Name at
# least two posts, say from where you measured and how well the points are known, and give a source.
#
# | Level | Your text |
# |---|---|
# | 1 | answers yes or no and gives one distance |
# | 2 | gives two distances of named posts, each with what it was measured from, and one source |
# | 3 | also says how well the points are known, that the letter gives no number, and who read it how |

# %% tags=["exercise"] id="05-6"
few_kilometres = ...
### BEGIN SOLUTION
few_kilometres = (
    "The letter of 14 August 2008 allows measures a few kilometres from the administrative boundary and gives "
    "no number. Measured from the mapped line, the post at Megvrekisi stood about 4 km and the one at Variani "
    "about 9.5 km outside it; the points are known to about 1 km. Four kilometres fit the words, nine or ten "
    "hardly do. From the centre of Tskhinvali the same posts are 8 and 18 km away, so a depth needs a starting "
    "line. Georgia and France took the letter as the rule; Russia did not count it as part of the agreement "
    "(Sarkozy letter; own measurement on OpenStreetMap)."
)
### END SOLUTION

# %% tags=["check"]
check("05-6", few_kilometres)

# %% [markdown]
# ## Share (5-10 minutes)
#
# Read your text to your neighbour. They ask one question only: *from where?* Then swap.
#
# **Exit question.** On a card: "A map shows a ring of 20 km round a town. Which two questions do you ask before
# you believe it?"

# %% [markdown] tags=["teacher"]
# Good cards name two of these: in which CRS was it drawn (or: was one known distance measured back)? From
# which point or line? How well is the point known? Whose figure is the 20 km, and of which day?

# %% [markdown]
# ## If you have more time
#
# ### Exercise 05-7. Twelve kilometres from the Enguri line
#
# The posts in the west, in Samegrelo: which of them stood outside the security zone of 1994, even if the point
# is wrong by its whole accuracy? **Predict** first: all, some or none?

# %%
prediction_7 = ""
enguri = lines[lines["name"].str.contains("Abkhazia")]
west = load_places(admin="Samegrelo-Zemo Svaneti")
west = west[west["place_id"].isin(listed)]

# %% tags=["parameters"]
zone_km = 12

# %% [markdown]
# **Task.** Put their names into `surely_outside`. Leave out a post that lies nearer to the rim of the zone than
# its point is known: about that one the data cannot tell.

# %% tags=["exercise"] id="05-7"
surely_outside = ...
### BEGIN SOLUTION
km = distance_km(west, enguri)
surely_outside = west[km > zone_km + west["accuracy_m"] / 1000]["name"]
### END SOLUTION

# %% tags=["check"]
check("05-7", surely_outside)

# %% [markdown]
# Stuck? Run `hint("05-7")`.
#
# ### Houses seen from above
#
# Satellite images of 19 August 2008 show destroyed and badly damaged buildings in these villages. How far from
# the centre of Tskhinvali do they lie, and how many lie in the zone south of the line? Each number stands for
# people's homes.

# %%
damage = load_table("satellite_damage").query("is_total == False")
damage["km_from_tskhinvali"] = [round(distance_km(name, "Tskhinvali")) for name in damage["area"]]
damage[["area", "destroyed_or_severe", "image_date", "km_from_tskhinvali", "confidence"]]

# %% [markdown]
# All but Ergneti lie north of Tskhinvali, inside South Ossetia and inside the circle of 1992, not in the zone of
# the posts. The count for Ergneti is marked *low*.
#
# ## Sources of this lesson

# %%
for source in ["sarkozy-letter-2008-08-14", "civil-2004-09-osce", "moscow-agreement-1994"]:
    print(cite(source))
for source in ["ge-map-presentation-2008-08", "nyt-2008-10-06", "osm-abl", "unhcr-2008-09-12"]:
    print(cite(source))
