"""Noun: the site as a whole, content/site.yaml."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from broadsheet.model.addresses import NoAddress, read_address
from broadsheet.model.base import Entry, Record
from broadsheet.values import Text, WebAddress, Whole, fault, shown


class Publisher(Record):
    """Who answers for the site."""

    name: Text = Field(description="the newsroom")
    url: WebAddress | None = Field(default=None, description="its own site")
    email: Text = Field(description="where readers write")


class License(Record):
    """On what terms text and data may be used."""

    name: Text = Field(description="the licence's name")
    spdx: Text = Field(description="its SPDX identifier, such as CC-BY-4.0")
    url: WebAddress = Field(description="its text")
    credit: Text = Field(description="how to cite the data")


class Credit(Record):
    """Whose work the site uses, and on what terms."""

    name: Text = Field(description="whose work")
    text: Text = Field(description="what of it, and the terms")
    url: WebAddress | None = Field(default=None, description="where it comes from")


class Tiles(Record):
    """A map background from another host, loaded only after the reader asks for it."""

    provider: Text = Field(description="the provider's name, as readers are told it")
    url: WebAddress = Field(description="the tile address with {z}, {x} and {y}")
    attribution: Text = Field(description="the credit the provider asks for, as plain text")
    max_zoom: Whole = Field(default=18, description="the deepest zoom level it serves")

    @model_validator(mode="after")
    def has_its_three_places(self) -> Tiles:
        """A tile address without {z}, {x} and {y} would show one picture everywhere."""
        if not all(place in self.url for place in ("{z}", "{x}", "{y}")):
            raise fault(f"{shown(self.url)} is not a tile address", "it needs {z}, {x} and {y}")
        return self


class MapSettings(Record):
    """How the map is shown."""

    title: Text = Field(default="Map", description="its heading")
    description: Text | None = Field(default=None, description="one sentence on what it shows")
    county_only_note: Text | None = Field(
        default=None, description="how agencies without a town of their own are placed"
    )
    credit: Text | None = Field(
        default=None, description="whose boundaries and places it shows, as stands under it"
    )
    tiles: Tiles | None = Field(default=None, description="an optional background from a provider")


class Notices(Record):
    """Sentences that stand wherever they are needed."""

    listed: Text | None = Field(
        default=None, description="what standing here does and does not mean"
    )
    absent: Text | None = Field(
        default=None, description="what not standing here does and does not mean"
    )
    unknown: Text = Field(description="what is said where no source says something")


class Publishing(Record):
    """Where `publish` and `release` send the finished site."""

    to: Text = Field(
        description="a folder such as ../live, rsync:user@host:/srv/site, github"
        " or s3://bucket/prefix"
    )
    endpoint: WebAddress | None = Field(
        default=None, description="the address of a storage that speaks S3 and is not Amazon's"
    )

    @field_validator("to")
    @classmethod
    def is_an_address(cls, written: str) -> str:
        """A misspelled destination is told at every build, not on the day of publication."""
        address = read_address(written)
        if isinstance(address, NoAddress):
            raise fault(address.message, address.hint)
        return written


class Site(Entry):
    """The site as a whole: content/site.yaml."""

    title: Text = Field(description="the site's name")
    description: Text = Field(description="what it is, in a sentence")
    subject: Text = Field(description="what the records are about, as it stands in a sentence")
    area: Text = Field(description="the state or region, such as North Carolina")
    publisher: Publisher = Field(description="who answers for the site")
    base_url: WebAddress = Field(description="where the site will be on the web, ending in /")
    language: Text = Field(default="en-US", description="its language and region")
    time_zone: Text = Field(description="the time zone of its dates, such as America/New_York")
    records: Text | None = Field(
        default=None,
        description="a CSV file below content/ that holds the records, in place of agencies.yaml",
    )
    currency: Text = Field(default="USD", description="the currency of its amounts")
    notices: Notices = Field(description="sentences that stand wherever they are needed")
    license: License = Field(description="on what terms text and data may be used")
    credits: tuple[Credit, ...] = Field(default=(), description="whose work the site uses")
    map: MapSettings = Field(default=MapSettings(), description="how the map is shown")
    publishing: Publishing | None = Field(
        default=None, description="where the finished site is sent"
    )

    @property
    def records_file(self) -> str:
        """Where the records stand, unless they are in a folder of files."""
        return f"content/{self.records or 'agencies.yaml'}"
