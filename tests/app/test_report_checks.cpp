// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "reports/report_panels.h"

#include <catch2/catch.hpp>

#include <QPushButton>
#include <QSignalSpy>

using namespace tutela;

TEST_CASE("a check of a report leads to its record or to the room of what is missing, and is no button when it leads nowhere")
{
    using Level = session::ReportCheck::Level;
    test::Window person;
    app::CheckList list{person.style, person.window};
    list.fill({{Level::Warning, QStringLiteral("of a record"), session::RecordRef{core::Kind::ACTION, 7}, {}},
               {Level::Warning, QStringLiteral("of what is missing"), {}, core::Kind::PATROL},
               {Level::Note, QStringLiteral("to be known"), {}, {}}});
    QSignalSpy records{&list, &app::CheckList::recordAsked}, kinds{&list, &app::CheckList::kindAsked};
    const auto buttons = list.findChildren<QPushButton*>();
    REQUIRE(buttons.size() == 2);
    for (auto* button : buttons)
        button->click();
    REQUIRE(records.size() == 1);
    CHECK(records[0][0].value<session::RecordRef>() == session::RecordRef{core::Kind::ACTION, 7});
    REQUIRE(kinds.size() == 1);
    CHECK(kinds[0][0].value<core::Kind>() == core::Kind::PATROL);
    auto* known = list.findChild<QWidget*>(QStringLiteral("reportCheck3"));
    REQUIRE(known != nullptr);
    CHECK(known->focusPolicy() == Qt::NoFocus);
}
