"""Specifications for tests: small real-shaped ones, and strategies for awkward ones."""

from hypothesis import strategies as st

from charts.bar import Bar, BarChart
from charts.line import Annotation, Break, Goal, LineChart, Series
from charts.map import CorridorMap, Land, Shapes, WorldMap
from charts.spark import Sparkline

SHAPES = Shapes(
    100,
    50,
    (
        Land("PHL", "M80,20L85,20L85,30z", 82, 25),
        Land("DEU", "M45,10L50,10L50,15z", 48, 12),
        Land("TUV", "", 95, 35, tiny=True),
        Land("XAB", "M60,12L61,12L61,13z", 60.5, 12.5, disputed=True),
    ),
)


def write(value: float) -> str:
    return f"{value!r} %"


PRICES = LineChart(
    title="Sending money became cheaper",
    description="Average cost in per cent",
    period_heading="Quarter",
    periods=("2020 Q1", "2020 Q2", "2020 Q3", "2020 Q4", "2021 Q1"),
    series=(
        Series("Total", (8.1, None, 7.4, 7.5, 7.1), lower=(7.9, None, 7.0, 7.1, 7.0), upper=(8.3, None, 7.9, 7.9, 7.3)),
        Series("Fee", (None, 3.0, None, 2.0, 1.0), muted=True),
    ),
    write=write,
    axis=("2020", "", "", "", "2021"),
    goals=(Goal(3, "Goal 3 %"), Goal(5, "Ceiling 5 %")),
    breaks=(Break(4, "New method"),),
    annotations=(Annotation(0, 2, "lowest"),),
)
FLOWS = BarChart(
    title="Most money comes from Germany",
    description="US dollars, million",
    name_heading="From",
    value_heading="USD million",
    bars=(Bar("Germany", 52.5, "/en/countries/DEU/"), Bar("Tuvalu", None), Bar("Elsewhere", -3.25, muted=True)),
    write=write,
    unknown="not known",
)
WORLD = WorldMap(
    title="Prices",
    description="Cost of sending",
    name_heading="Country",
    value_heading="Per cent",
    shapes=SHAPES,
    values={"PHL": 4.5, "TUV": 9.25, "XAB": 1.0},
    names={"PHL": "Philippines", "DEU": "Germany", "TUV": "Tuvalu", "XAB": "Disputed area"},
    breaks=(5.0,),
    write=write,
    no_data="No data",
    addresses={"PHL": "/en/countries/PHL/"},
)
CORRIDOR = CorridorMap("From the Philippines to Germany", "", SHAPES, "PHL", "DEU", WORLD.names)
SPARK = Sparkline("Cost", ("2020", "2021", "2022"), (3.0, None, 2.0), write)
ALL = (PRICES, FLOWS, WORLD, CORRIDOR, SPARK)

words = st.text(max_size=30)
values = st.none() | st.floats(allow_nan=True, allow_infinity=True, width=32)


@st.composite
def line_charts(draw):
    size = draw(st.integers(1, 12))
    one = st.tuples(*[values] * size)
    series = st.builds(Series, words, one, one, one, st.booleans())
    return LineChart(
        title=draw(words),
        description=draw(words),
        period_heading=draw(words),
        periods=draw(st.tuples(*[words] * size)),
        series=draw(st.lists(series, min_size=1, max_size=8).map(tuple)),
        write=write,
        goals=draw(st.lists(st.builds(Goal, st.floats(-100, 100), words), max_size=2).map(tuple)),
        from_zero=draw(st.booleans()),
        name="line",
    )


@st.composite
def bar_charts(draw):
    bars = st.lists(st.builds(Bar, words, values, words, st.booleans()), max_size=8).map(tuple)
    return BarChart(draw(words), draw(words), draw(words), draw(words), draw(bars), write, draw(words))


@st.composite
def world_maps(draw):
    known = st.dictionaries(
        st.sampled_from([land.code for land in SHAPES.lands]), values.filter(lambda v: v is not None)
    )
    names = st.dictionaries(st.sampled_from([land.code for land in SHAPES.lands]), words)
    return WorldMap(
        *(draw(words) for _ in range(4)),
        SHAPES,
        draw(known),
        draw(names),
        draw(st.sampled_from([(), (5.0,), (1.0, 2.0, 3.0, 4.0, 5.0)])),
        write,
        draw(words),
    )


specs = line_charts() | bar_charts() | world_maps()
