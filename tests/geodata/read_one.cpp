// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Opens one file in every way the room has and prints what it found, or the refusal; for tests that must survive a crash.
#include <tutela/core/error.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/table.h>
#include <tutela/geodata/vector.h>

#include <cstdio>
#include <string>

using namespace tutela;

namespace {

template <class Work>
void attempt(const char* what, Work work)
{
    try {
        work();
    } catch (const core::Error& error) {
        std::printf("%s refused %d %s\n", what, core::exitCode(error.code()), error.message().c_str());
    }
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2)
        return 2;
    const auto source = geodata::Source::file(arguments[1]);
    attempt("vector", [&] {
        std::string line;
        for (const auto& layer : geodata::vectorLayers(source)) {
            geodata::VectorRequest request;
            request.layer = layer.name;
            attempt("layer", [&] {
                const auto read = geodata::readVector(source, request);
                line += (line.empty() ? "" : "|") + std::to_string(read.features.size() + read.skipped);
            });
        }
        std::printf("vector %s\n", line.c_str());
    });
    attempt("table", [&] {
        auto reader = geodata::TableReader::open(source);
        geodata::Row row;
        std::size_t rows = 0;
        while (reader.next(row))
            ++rows;
        std::printf("table %zu\n", rows);
    });
    attempt("raster", [&] {
        const auto info = geodata::rasterInfo(source);
        std::printf("raster %zux%zu\n", info.cols, info.rows);
        attempt("cells", [&] {
            const auto read = geodata::readRaster(source);
            std::printf("cells %zu\n", read.cells.size());
        });
    });
    return 0;
}
