// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a computer that writes decimal commas.
#include "window_fixture.h"

#include "support/comma_locale.h"

#include <tutela/session/job_runner.h>

#include <catch2/catch.hpp>

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <filesystem>
#include <iostream>

using namespace tutela;
using test::Window;

namespace {

constexpr int kCalmMs = 120'000;

void settle()
{
    REQUIRE(QTest::qWaitFor([] { return session::JobRunner::atWork() == 0; }, kCalmMs));
    QTest::qWait(50);
}

QString digitsOf(const QString& text)
{
    QString digits;
    for (const QChar each : text)
        if (each.isDigit())
            digits += each;
    return digits;
}

/// What Patrols says of the demo mission: the same numbers, however their thousands are told apart.
QString reachOfDemo(Window& person)
{
    person.window->show(QStringLiteral("Patrols"));
    auto* within = person.find<QLabel>("reachWithin");
    REQUIRE(within != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return !within->text().isEmpty(); }, kCalmMs));
    settle();
    return digitsOf(within->accessibleName());
}

class German {
public:
    German() { QLocale::setDefault(QLocale{QLocale::German, QLocale::Germany}); }
    ~German() { QLocale::setDefault(m_before); }
    German(const German&) = delete;
    German& operator=(const German&) = delete;

private:
    QLocale m_before;
};

} // namespace

TEST_CASE("on a computer of decimal commas the window computes and exports the same numbers")
{
    QString usual;
    {
        Window person;
        person.openDemo();
        usual = reachOfDemo(person);
    }
    REQUIRE_FALSE(usual.isEmpty());
    const test::CommaLocale commas;
    if (!commas.isThere()) {
        std::cout << "skipped: this machine has no locale of decimal commas and cannot make one (install locales)\n";
        return;
    }
    const German german;
    Window person;
    person.openDemo();
    CHECK(reachOfDemo(person) == usual);
    auto* hours = person.find<QDoubleSpinBox>("reachHours");
    hours->setValue(2.5);
    CHECK(hours->value() == Approx(2.5));
    CHECK(hours->text().contains(QStringLiteral("2,5"))); // as people here write it
    settle();

    const std::filesystem::path pdf = person.folder / "report.pdf";
    person.prompts.saves << QString::fromStdString(pdf.string());
    person.window->show(QStringLiteral("Reports"));
    auto* send = person.find<QPushButton>("exportPdf");
    REQUIRE(send != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return send->isEnabled() && session::JobRunner::atWork() == 0; }, kCalmMs));
    person.click("exportPdf");
    REQUIRE(QTest::qWaitFor([&] { return std::filesystem::exists(pdf); }, kCalmMs));
    settle();
    CHECK(test::run({"pdfinfo", pdf.string()}).exitCode == 0);
    CHECK(test::run({"pdftotext", pdf.string(), "-"}).out.find("Kavara") != std::string::npos);
}
