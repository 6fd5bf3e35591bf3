// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_model.h"

#include <tutela/report/pdf.h>

#include <nlohmann/json.hpp>

#include <QApplication>

#include <fstream>
#include <iostream>

/// Renders the sample report in a process of its own: render_sample OUT.pdf PROFILE [stored]. With "stored" the model goes
/// through its JSON first.
int main(int argc, char** argv)
{
    using namespace tutela;
    QHashSeed::setDeterministicGlobalSeed();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const auto profile = argc > 2 ? core::enumerator<report::Profile>(argv[2]) : std::nullopt;
    if (!profile)
        return 2;
    report::ReportModel model = report::reduce(test::sampleModel(), *profile);
    if (argc > 3)
        model = report::fromJson(nlohmann::json::parse(toJson(model).dump()), model.images);
    const auto made = report::renderPdf(model, {"Tutela 0.1.0"});
    std::ofstream(argv[1], std::ios::binary) << made.pdf;
    std::cout << made.pages << ' ' << made.sha256 << '\n';
    return 0;
}
