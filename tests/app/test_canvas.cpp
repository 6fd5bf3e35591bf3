// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharp_map.h"

#include "canvas/legend_card.h"

#include <tutela/analysis/band_of_places.h>
#include <tutela/map/sheet.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QClipboard>
#include <QFile>
#include <QListWidget>
#include <QSignalSpy>
#include <QSplitter>
#include <QWheelEvent>

#include <algorithm>

using namespace tutela;
using test::screenOf;
using test::sharpMap;
using test::Window;

TEST_CASE("a click on a place selects it everywhere, a click on nothing clears the selection")
{
    Window person;
    auto* map = sharpMap(person);
    const auto mission = person.window->document()->mission();
    for (const auto& place : mission->all<core::Place>()) {
        if (!place.point() || !map->rect().adjusted(20, 20, -20, -20).contains(screenOf(*map, place)))
            continue;
        QTest::mouseClick(map, Qt::LeftButton, {}, screenOf(*map, place));
        const auto selected = person.window->context().selection();
        REQUIRE(selected);
        const auto hit = map->hitAt(screenOf(*map, place));
        CHECK(selected == hit->record);
        break;
    }
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint{3, 3});
    CHECK_FALSE(person.window->context().selection());
}

TEST_CASE("the wheel zooms at the pointer: what lies under it stays under it")
{
    Window person;
    auto* map = sharpMap(person);
    const QPointF at{map->width() * 0.3, map->height() * 0.6};
    const auto before = map->view().toLonLat(at);
    QWheelEvent wheel{at, map->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false};
    QApplication::sendEvent(map, &wheel);
    const auto after = map->view().toLonLat(at);
    REQUIRE((before && after));
    CHECK(after->lon() == Approx(before->lon()).margin(1e-9));
    CHECK(after->lat() == Approx(before->lat()).margin(1e-9));
}

TEST_CASE("no frame is blank while a person pans and zooms")
{
    Window person;
    auto* map = sharpMap(person);
    const auto outside = person.style.colour(map::Token::Outside);
    const QPoint middle = map->rect().center();
    for (int step = 0; step < 12; ++step) {
        if (step % 3 == 2)
            map->zoomBy(1.3);
        else
            map->panBy({9, -7});
        // Before any worker had a chance: what is painted is the last picture, moved.
        const QImage picture = map->grab().toImage();
        int land = 0;
        for (int dx = -20; dx <= 20; dx += 5)
            for (int dy = -20; dy <= 20; dy += 5)
                land += picture.pixelColor(middle + QPoint{dx, dy}) != outside;
        INFO(step);
        CHECK(land > 20);
    }
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
}

TEST_CASE("the map is worked by keys, and tells the places in the order of risk")
{
    Window person;
    auto* map = sharpMap(person);
    map->setFocus();
    QSignalSpy said{map, &app::MapCanvas::announced};
    const double scale = map->view().scaleDenominator();
    QTest::keyClick(map, Qt::Key_Plus);
    CHECK(map->view().scaleDenominator() < scale);
    QTest::keyClick(map, Qt::Key_Left);
    QTest::keyClick(map, Qt::Key_Home);
    QTest::keyClick(map, Qt::Key_Tab);
    REQUIRE(said.size() == 1);
    CHECK(said.front().front().toString().contains(QStringLiteral("people")));
    const auto first = person.window->context().selection();
    QTest::keyClick(map, Qt::Key_Tab);
    CHECK(person.window->context().selection() != first);
    QTest::keyClick(map, Qt::Key_Escape);
    CHECK_FALSE(person.window->context().selection());
}

TEST_CASE("views can be gone back to and forth, and kept under a name")
{
    Window person;
    auto* map = sharpMap(person);
    const auto first = map->view();
    map->addBookmark(QStringLiteral("start"));
    map->zoomBy(2.0);
    map->goTo(core::GeoPoint::of(5.1, 1.94));
    const auto last = map->view();
    map->previousView();
    map->previousView();
    CHECK(map->view() == first);
    map->nextView();
    map->nextView();
    CHECK(map->view() == last);
    map->goToBookmark(QStringLiteral("start"));
    CHECK(map->view() == first);
}

TEST_CASE("the legend says exactly what the map shows")
{
    Window person;
    auto* map = sharpMap(person);
    CHECK(map->legend().has(map::LegendSymbol::Base));
    auto layers = map->layers();
    layers.set(map::MapLayer::BASES, false);
    map->setLayers(layers);
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp() && !map->legend().has(map::LegendSymbol::Base); }, 20000));
}

TEST_CASE("a view that is exported or copied carries marking, legend and sources, however small the map is")
{
    Window person;
    auto* map = sharpMap(person);
    const auto& actions = person.window->actions();
    for (const QSize size : {QSize{1440, 900}, QSize{800, 600}}) {
        person.window->resize(size);
        REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
        const auto path = QString::fromStdString((person.folder / (std::to_string(size.width()) + ".png")).string());
        person.prompts.saves = {path};
        actions.action(QStringLiteral("map.export"))->trigger();
        const QImage exported{path};
        REQUIRE_FALSE(exported.isNull());
        actions.action(QStringLiteral("map.copy"))->trigger();
        CHECK(QApplication::clipboard()->image().convertToFormat(exported.format()) == exported);
        // As large as a sheet with room for all of them.
        map::PaintOptions options;
        map::View sheet = map::sheetOf(*map->scene(), map->view(), options);
        const auto prepared = map::prepare(*map->scene(), sheet, options);
        CHECK(exported.size() == (sheet.size() * 2.0).toSize());
        CHECK(prepared.furnitureBoxes().size() == 5); // credits, scale bar, north arrow, legend, marking
    }
}

TEST_CASE("a mission with nothing to show says so, its first place is shown with what lies around it, its second with the first")
{
    Window person;
    core::MissionDetails details;
    details.name = "Empty";
    details.time_zone = "Africa/Lagos";
    static_cast<void>(store::MissionFile::create(person.path(), details, {}));
    REQUIRE(test::openMission(*person.window, person.path()));
    person.window->show(QStringLiteral("Data"));
    person.find<QListWidget>("dataSections")->setCurrentRow(1); // places, with the map below them
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    CHECK(map->showsNothing());
    CHECK(map->furnitureBoxes().empty());
    CHECK(map->accessibleDescription() == app::MapCanvas::nothingText());
    const auto legendIsShown = [&] { return map->findChild<QWidget*>(QStringLiteral("legendCard"))->isVisible(); };
    CHECK_FALSE(legendIsShown());
    const QImage picture = map->grab().toImage();
    for (const QPoint corner : {QPoint{8, 8}, QPoint{map->width() - 9, 8}, QPoint{8, map->height() - 9}, QPoint{map->width() - 9, map->height() - 9}})
        CHECK(picture.pixelColor(corner * picture.devicePixelRatio()) == person.style.colour(map::Token::Surface));
    map->setTool(app::MapCanvas::Tool::Pick); // a position is picked on a map
    CHECK_FALSE(map->showsNothing());
    CHECK_FALSE(map->furnitureBoxes().empty());
    map->setTool(app::MapCanvas::Tool::Select);
    CHECK(map->showsNothing());

    const auto add = [&](const char* name, double lon, double lat) {
        person.window->document()->edit({{{"kind", "place"}, {"id", "new"}, {"set", {{"name", name}, {"lon", lon}, {"lat", lat}}}}}, QStringLiteral("Add"));
        QSignalSpy moved{map, &app::MapCanvas::viewChanged};
        REQUIRE(QTest::qWaitFor([&] { return !moved.empty() && map->isSharp(); }, 20000));
    };
    const auto shows = [&](double lon, double lat) { return map->view().frame().contains(*map->view().toScreen(core::GeoPoint::of(lon, lat))); };
    add("Luzi", 5.1, 1.94);
    CHECK_FALSE(map->showsNothing());
    CHECK(legendIsShown());
    CHECK_FALSE(map->furnitureBoxes().empty());
    CHECK(shows(5.1, 1.94));
    const double metres = std::min(map->width(), map->height()) * map->view().metresPerUnit();
    CHECK(metres > 15'000);
    CHECK(metres < 60'000);
    CHECK(map->view().crs() != "EPSG:3857"); // that of the world is bent
    add("Tsombe", 7.4, 2.5);
    CHECK(shows(5.1, 1.94));
    CHECK(shows(7.4, 2.5));
}

TEST_CASE("larger text enlarges names, furniture and reach of the map, but not the view that is exported")
{
    Window person;
    auto* map = sharpMap(person);
    const auto mission = person.window->document()->mission();
    const auto hitBeside = [&] { // so far below a place that it is hit only where symbols are larger
        constexpr QPointF kBeside{0, 16};
        const auto& places = mission->all<core::Place>();
        return std::count_if(places.begin(), places.end(), [&](const core::Place& place) {
            const auto at = place.point() ? map->view().toScreen(*place.point()) : std::nullopt;
            const auto hit = at ? map->hitAt(*at + kBeside) : std::nullopt;
            return hit && hit->record == session::RecordRef{core::Kind::PLACE, place.id};
        });
    };
    REQUIRE(map->furnitureBoxes().size() == 2); // scale bar and north arrow: the overview has no legend and no credits
    const double bar = map->furnitureBoxes().front().height();
    CHECK(map->styleScale() == Approx(1.0));
    CHECK(hitBeside() == 0);
    QSignalSpy drawn{map, &app::MapCanvas::sharpened};
    person.style.setTextScale(2.0);
    REQUIRE(QTest::qWaitFor([&] { return !drawn.empty() && map->isSharp(); }, 20000));
    CHECK(map->styleScale() == Approx(1.6)); // symbols grow less than text
    CHECK(map->furnitureBoxes().front().height() == Approx(1.6 * bar));
    CHECK(hitBeside() > 0);
    person.window->actions().action(QStringLiteral("map.copy"))->trigger();
    const map::View sheet = map::sheetOf(*map->scene(), map->view(), map::PaintOptions{});
    CHECK(QApplication::clipboard()->image().size() == (sheet.size() * 2.0).toSize());
    person.style.setTextScale(0.9);
    CHECK(map->styleScale() == Approx(1.0)); // smaller names could not be read
}

TEST_CASE("the legend covers neither credits nor scale bar nor north arrow, in any corner and size of window")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Data"));
    person.find<QListWidget>("dataSections")->setCurrentRow(1); // places, with the map below them
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    auto* card = map->findChild<QWidget*>(QStringLiteral("legendCard"));
    REQUIRE(card != nullptr);
    for (const QSize size : {QSize{1920, 1080}, QSize{1440, 900}, QSize{1280, 720}, QSize{800, 600}}) {
        person.window->resize(size);
        REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp() && card->height() > 0; }, 20000));
        for (int corner = 0; corner < 4; ++corner) {
            QTest::keyClick(card, Qt::Key_Right);
            INFO(size.width() << " corner " << corner << ": map " << map->width() << " x " << map->height() << ", card " << card->x() << ", " << card->y() << ", "
                              << card->width() << " x " << card->height());
            CHECK(map->rect().contains(card->geometry()));
            for (const QRectF& box : map->furnitureBoxes())
                CHECK_FALSE(box.intersects(QRectF{card->geometry()}));
        }
    }
}

TEST_CASE("the map of incidents has credits and a folded legend, which a click opens and which covers no tool")
{
    Window person;
    person.openDemo();
    person.window->resize(1920, 1400); // room for the open legend
    person.window->show(QStringLiteral("Incidents"));
    auto* map = person.find<app::MapCanvas>("incidentMap");
    REQUIRE(map != nullptr);
    person.find<QSplitter>("incidentSplit")->setSizes({100, 900});
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp() && !map->legend().empty(); }, 20000));
    auto* card = map->findChild<QWidget*>(QStringLiteral("legendCard"));
    REQUIRE(card != nullptr);
    CHECK(card->isVisible());
    CHECK(map->furnitureBoxes().size() == 3); // credits, scale bar and north arrow
    const int folded = card->height();
    CHECK(folded < 50);
    QTest::mouseClick(card, Qt::LeftButton);
    CHECK(card->height() > 2 * folded);
    QTest::mouseClick(card, Qt::LeftButton);
    CHECK(card->height() == folded);
    for (const int height : {900, 200}) {
        person.find<QSplitter>("incidentSplit")->setSizes({1000 - height, height});
        REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
        for (int corner = 0; corner < 4; ++corner) {
            QTest::keyClick(card, Qt::Key_Right);
            INFO("map " << map->width() << " x " << map->height() << ", corner " << corner << ", card " << card->x() << ", " << card->y() << ", " << card->width() << " x "
                        << card->height());
            CHECK(map->rect().contains(card->geometry()));
            CHECK_FALSE(card->geometry().intersects(map->toolsBox()));
            for (const QRectF& box : map->furnitureBoxes())
                CHECK_FALSE(box.intersects(QRectF{card->geometry()}));
        }
    }
}

TEST_CASE("what is chosen and the way to it are in the legend, and cover neither a name nor the symbol of the place")
{
    Window person;
    auto* map = sharpMap(person);
    const QColor ink = person.style.colour(map::Token::Focus);
    const auto inked = [&](const QRectF& box) {
        const QImage picture = map->grab().toImage();
        const double ratio = picture.devicePixelRatio();
        int count = 0;
        const QRect pixels = QRectF{box.topLeft() * ratio, box.size() * ratio}.toAlignedRect().intersected(picture.rect());
        for (int y = pixels.top(); y <= pixels.bottom(); ++y)
            for (int x = pixels.left(); x <= pixels.right(); ++x)
                count += picture.pixelColor(x, y) == ink ? 1 : 0;
        return count;
    };
    const auto around = [&](QPointF at, double reach) { return QRectF{at - QPointF{reach, reach}, QSizeF{2 * reach, 2 * reach}}; };
    CHECK_FALSE(map->shownLegend().has(map::LegendSymbol::Chosen));
    REQUIRE_FALSE(map->nameBoxes().empty());
    int beside = 0;
    for (const auto& place : person.window->document()->mission()->all<core::Place>()) {
        const auto at = place.lon && place.lat ? map->view().toScreen(core::GeoPoint::of(*place.lon, *place.lat)) : std::nullopt;
        const double ring = 16 * map->styleScale();
        const auto names = map->nameBoxes();
        const auto name = at ? std::find_if(names.begin(), names.end(), [&](const QRectF& box) { return box.intersects(around(*at, ring)); }) : names.end();
        if (name == names.end() || !map->rect().contains(around(*at, 2 * ring).toAlignedRect()))
            continue;
        person.window->context().select(session::RecordRef{core::Kind::PLACE, place.id});
        CHECK(inked(around(*at, ring)) > 0);
        CHECK(inked(*name) == 0);
        CHECK(map->shownLegend().has(map::LegendSymbol::Chosen));
        person.window->context().select(std::nullopt);
        const auto far = map->view().toLonLat(*at + QPointF{-6 * ring, 0});
        REQUIRE(far);
        map->setWay({{far->lon(), far->lat()}, {*place.lon, *place.lat}});
        CHECK(inked(around(*at, 6.0 * map->styleScale())) == 0);
        CHECK(map->shownLegend().has(map::LegendSymbol::Way));
        map->setWay({});
        CHECK_FALSE(map->shownLegend().has(map::LegendSymbol::Way));
        if (++beside == 5)
            break;
    }
    CHECK(beside > 0);
}

TEST_CASE("what is chosen is in the legend while its ring is in view, and of the kinds that are ringed")
{
    Window person;
    auto* map = sharpMap(person);
    auto* card = map->findChild<app::LegendCard*>();
    REQUIRE(card != nullptr);
    const auto mission = person.window->document()->mission();
    const core::Place* westmost = nullptr;
    for (const auto& place : mission->all<core::Place>())
        if (place.point() && map->rect().contains(screenOf(*map, place)) && (westmost == nullptr || *place.lon < *westmost->lon))
            westmost = &place;
    REQUIRE(westmost != nullptr);
    person.window->context().select(session::RecordRef{core::Kind::PLACE, westmost->id});
    REQUIRE(map->shownLegend().has(map::LegendSymbol::Chosen));
    map->ringOnly(core::Kind::INCIDENT);
    CHECK(card->accessibleDescription().indexOf(QStringLiteral("Chosen")) < 0);
    map->ringOnly({});
    CHECK(card->accessibleDescription().contains(QStringLiteral("Chosen")));
    map->panBy({-60.0 - screenOf(*map, *westmost).x(), 0.0}); // the others stay in view
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
    REQUIRE_FALSE(map->legend().empty());
    CHECK_FALSE(map->shownLegend().has(map::LegendSymbol::Chosen));
    CHECK_FALSE(card->accessibleDescription().contains(QStringLiteral("Chosen")));
}

TEST_CASE("the words of a coordinate stay in view beside it, and are not told where it is not")
{
    Window person;
    auto* map = sharpMap(person);
    const auto point = map->view().toLonLat(QPointF{map->width() / 2.0, map->height() / 2.0});
    REQUIRE(point);
    /// Pixels of the map that the mark changes while its coordinate is at this place of the picture.
    const auto changed = [&](QPointF to) {
        map->goToMark(*point, QStringLiteral("1.94, 5.10"));
        map->panBy(to - *map->view().toScreen(*point));
        REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
        const QImage with = map->grab().toImage();
        map->clearMark();
        const QImage without = map->grab().toImage();
        int count = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                count += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
        return count;
    };
    const double middle = map->width() / 2.0;
    const int whole = changed({middle, map->height() / 2.0}), atTop = changed({middle, 16.0});
    CHECK(whole > 0);
    CHECK(atTop > whole * 3 / 4); // the box of the words is most of it
    CHECK(changed({-60.0, map->height() / 2.0}) == 0);
}

TEST_CASE("before the legend folds it leaves out what is needed least, and a click opens all of it")
{
    Window person;
    person.openDemo();
    person.window->resize(1920, 1400);
    person.window->show(QStringLiteral("Incidents"));
    auto* map = person.find<app::MapCanvas>("incidentMap");
    map->setFurniture(true, true);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp() && !map->legend().empty(); }, 20000));
    auto* card = map->findChild<app::LegendCard*>();
    REQUIRE(card != nullptr);
    constexpr int kFolded = 50;
    int shortened = 0;
    for (int height = 900; height >= 200; height -= 30) {
        person.find<QSplitter>("incidentSplit")->setSizes({1000 - height, height});
        REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
        INFO("map " << map->width() << " x " << map->height() << ", card " << card->height());
        if (card->height() < kFolded)
            break;
        CHECK_FALSE(card->isScrolled());
        CHECK(map->rect().contains(card->geometry()));
        if (card->shown() == map->shownLegend())
            continue;
        ++shortened;
        CHECK(card->shown().has(map::LegendSymbol::Band));
        CHECK_FALSE(card->shown().has(map::LegendSymbol::PlaceSize));
    }
    CHECK(shortened > 0);
    person.find<QSplitter>("incidentSplit")->setSizes({800, 200});
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
    if (card->height() < kFolded || card->shown() != map->shownLegend())
        QTest::mouseClick(card, Qt::LeftButton);
    CHECK(card->shown() == map->shownLegend());
    CHECK(card->height() > kFolded);
}

TEST_CASE("at three zooms no name of the demo lies on a name, a symbol, the legend, the tools or the frame")
{
    Window person;
    auto* map = sharpMap(person);
    for (const double zoom : {1.0, 3.0, 3.0}) {
        map->zoomBy(zoom);
        REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
        map::PaintOptions options;
        options.furniture = map::Furniture::none();
        options.keep_free = map->furnitureBoxes();
        const auto prepared = map::prepare(*map->scene(), map->view(), options);
        const auto names = prepared.labelBoxes();
        REQUIRE(names.size() > 3);
        std::vector<QRectF> others = prepared.symbolBoxes();
        others.insert(others.end(), options.keep_free.begin(), options.keep_free.end());
        const auto lies = [](const QRectF& a, const QRectF& b) { return a.adjusted(0.5, 0.5, -0.5, -0.5).intersects(b); };
        for (std::size_t i = 0; i < names.size(); ++i) {
            CHECK(map->view().frame().contains(names[i]));
            CHECK(std::none_of(others.begin(), others.end(), [&](const QRectF& box) { return lies(names[i], box); }));
            for (std::size_t j = i + 1; j < names.size(); ++j)
                CHECK_FALSE(lies(names[i], names[j]));
        }
    }
}

TEST_CASE("legend, tools and furniture of the maps of Incidents and Patrols cover neither names nor each other")
{
    Window person;
    person.openDemo();
    for (const auto& [room, name] : {std::pair{"Incidents", "incidentMap"}, {"Patrols", "reachMap"}}) {
        INFO(room);
        person.window->show(QLatin1String{room});
        auto* map = person.find<app::MapCanvas>(name);
        REQUIRE(map != nullptr);
        REQUIRE(QTest::qWaitFor([&] { return map->isVisible() && map->hasView() && map->isSharp() && !map->legend().empty(); }, 120'000));
        const auto* card = map->findChild<QWidget*>(QStringLiteral("legendCard"));
        REQUIRE((card != nullptr && card->isVisible()));
        for (const double zoom : {1.0, 3.0, 3.0}) {
            map->zoomBy(zoom);
            REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
            map::PaintOptions options;
            options.style_scale = map->styleScale();
            options.furniture = map::Furniture::none();
            options.keep_free = map->furnitureBoxes();
            options.keep_free.emplace_back(card->geometry());
            if (!map->toolsBox().isEmpty())
                options.keep_free.emplace_back(map->toolsBox());
            for (std::size_t i = 0; i < options.keep_free.size(); ++i)
                for (std::size_t j = i + 1; j < options.keep_free.size(); ++j)
                    CHECK_FALSE(options.keep_free[i].adjusted(0.5, 0.5, -0.5, -0.5).intersects(options.keep_free[j]));
            const auto names = map::prepare(*map->scene(), map->view(), options).labelBoxes();
            REQUIRE_FALSE(names.empty());
            for (const QRectF& each : names)
                for (const QRectF& box : options.keep_free)
                    CHECK_FALSE(each.adjusted(0.5, 0.5, -0.5, -0.5).intersects(box));
        }
    }
}

TEST_CASE("a view that is exported says in words what its boundaries do not mean, from what it was made and at what scale")
{
    Window person;
    auto* map = sharpMap(person);
    REQUIRE(map->scene() != nullptr);
    const auto path = person.folder / "view.pdf";
    person.prompts.saves = {QString::fromStdString(path.string())};
    person.window->actions().action(QStringLiteral("map.export"))->trigger();
    const QString text = QString::fromStdString(test::run({"pdftotext", "-raw", path.string(), "-"}).out).normalized(QString::NormalizationForm_KC).simplified();
    INFO(text.toStdString());
    CHECK(text.contains(QStringLiteral("The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance.")));
    CHECK(text.contains(QStringLiteral("Sources: mission records")));
    CHECK(text.contains(QStringLiteral("Projection")));
    CHECK(text.contains(QStringLiteral("scale about 1 : ")));
    CHECK(text.contains(QStringLiteral("DEMONSTRATION DATA")));
}

TEST_CASE("a view that is not drawn yet is neither copied nor exported, and the person is told")
{
    Window person;
    auto* map = sharpMap(person);
    const auto& actions = person.window->actions();
    QApplication::clipboard()->clear();
    actions.action(QStringLiteral("view.reports"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return !map->isVisible(); }, 5000));
    // What the hidden map showed is no more: it is made again when the map is looked at.
    person.window->document()->edit({{{"kind", "mission"}, {"set", {{"acronym", "UNMIK2"}}}}}, QStringLiteral("rename"));
    actions.action(QStringLiteral("view.overview"))->trigger();
    REQUIRE(map->isVisible());
    REQUIRE(map->scene() == nullptr);
    actions.action(QStringLiteral("map.copy"))->trigger();
    CHECK(QApplication::clipboard()->image().isNull());
    const auto path = QString::fromStdString((person.folder / "early.png").string());
    person.prompts.saves = {path};
    actions.action(QStringLiteral("map.export"))->trigger();
    CHECK_FALSE(QFile::exists(path));
    REQUIRE(QTest::qWaitFor([&] { return map->scene() != nullptr && map->isSharp(); }, 20000));
    actions.action(QStringLiteral("map.copy"))->trigger();
    CHECK_FALSE(QApplication::clipboard()->image().isNull());
}

TEST_CASE("the walk by Tab follows the risk of the places, and tells each of them")
{
    Window person;
    auto* map = sharpMap(person);
    map->setFocus();
    const auto mission = person.window->document()->mission();
    auto stored = *mission;
    stored.responses = nullptr;
    const auto ratings = analysis::bandOfPlaces(stored);
    const auto rankOf = [&](std::int64_t place) { // as the walk sorts: what is not assessed last
        const auto rating = ratings.find(core::PlaceId{place});
        return rating == ratings.end() ? 1 : -static_cast<int>(rating->second.band.highest);
    };
    QSignalSpy told{map, &app::MapCanvas::announced}; // off-screen no assistive tool listens, and Qt sends it nothing
    std::vector<int> ranks;
    std::vector<std::int64_t> people;
    for (int step = 0; step < 12; ++step) {
        told.clear();
        QTest::keyClick(map, Qt::Key_Tab);
        if (!map->hasFocus())
            break;
        const auto selected = person.window->context().selection();
        REQUIRE((selected && selected->kind == core::Kind::PLACE));
        const auto* place = mission->find<core::Place>(core::PlaceId{selected->id});
        ranks.push_back(rankOf(selected->id));
        people.push_back(place->population_total.value_or(0));
        INFO(map->accessibleDescription().toStdString());
        CHECK(map->accessibleDescription().startsWith(session::nameOf(*mission, *selected)));
        CHECK(map->accessibleDescription().contains(QStringLiteral("people")));
        REQUIRE(told.size() == 1);
        CHECK(map->accessibleDescription().startsWith(told.front().front().toString()));
    }
    REQUIRE(ranks.size() > 3);
    CHECK(ranks.front() < 1); // the demo has places that are assessed
    for (std::size_t i = 1; i < ranks.size(); ++i) {
        CHECK(ranks[i - 1] <= ranks[i]);
        if (ranks[i - 1] == ranks[i])
            CHECK(people[i - 1] >= people[i]);
    }
    QTest::keyClick(map, Qt::Key_Escape);
    CHECK(map->accessibleDescription().startsWith(QStringLiteral("Arrow keys"))); // nothing is chosen: nothing is said of it
}
