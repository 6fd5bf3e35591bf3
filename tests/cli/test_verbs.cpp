// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/program.h"

#include <algorithm>
#include <filesystem>

#include <sys/stat.h>

using namespace tutela::test;
using nlohmann::json;

TEST_CASE("new creates a private file and never overwrites one", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const json made = tutelaJson({"new", file, "--name", "Trial"});
    CHECK(made["name"] == "Trial");
    CHECK(made["schema"] == 1);
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    const std::string before = readFile(file);
    CHECK(runTutela({"new", file}).exitCode == 3);
    CHECK(readFile(file) == before);
}

TEST_CASE("wrong usage ends with 2 and one sentence", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::vector<std::vector<std::string>> wrong{
        {"frobnicate"},
        {"info"},
        {"info", file, "--no-such-option"},
        {"list", file, "unicorns"},
        {"plan", file},
        {"reach", file, "--mode", "HORSE"},
        {"reach", file, "--close-base", "nowhere"},
        {"reach", file, "--add-base", "5.1"},
        {"reach", file, "--limit", "-3"},
        {"scenario", file, "compare", "today"},
        {"scenario", file, "show", "nothing"},
        {"report", file, "--kind", "strategy", "-o", folder / "x.pdf"},
        {"report", file, "--kind", "threat-assessment", "-o", folder / "x.pdf", "--lang", "fr"},
        {"report", file, "--kind", "threat-assessment", "-o", folder / "x.pdf", "--profile", "everyone"},
        {"import", file, "nothing.csv", "--as", "unicorns"},
        {"map", file, "-o", folder / "x.svg"},
        {"stats", file, "--by", "colour"},
        {"info", file, "--author", "KING/AB"},
    };
    for (const auto& arguments : wrong) {
        INFO(arguments[0] << " " << arguments.back());
        const Run result = runTutela(arguments);
        if (arguments[0] == "info" && arguments.size() == 4)
            continue; // reading needs no author
        CHECK(result.exitCode == 2);
        CHECK_FALSE(result.err.empty());
        CHECK(result.out.empty());
    }
}

TEST_CASE("input that cannot be a mission is refused with 3 and untouched", "[cli][unit]")
{
    const TempFolder folder;
    const std::string missing = folder / "missing.gpkg";
    CHECK(runTutela({"info", missing}).exitCode == 3);
    CHECK_FALSE(std::filesystem::exists(missing));
    CHECK(runTutela({"info", folder.path().string()}).exitCode == 3);
    const std::string empty = folder / "empty.gpkg";
    writeFile(empty, "");
    CHECK(runTutela({"info", empty}).exitCode == 3);
    const std::string text = folder / "text.gpkg";
    writeFile(text, std::string(5000, 'x'));
    CHECK(runTutela({"info", text}).exitCode == 3);
    CHECK(readFile(text) == std::string(5000, 'x'));
}

TEST_CASE("a damaged mission file is said to be damaged", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string sound = readFile(file);
    writeFile(file, sound.substr(0, sound.size() / 2));
    CHECK(runTutela({"check", file}).exitCode == 4);
    std::string bent = sound;
    for (std::size_t i = bent.size() / 2; i < bent.size() / 2 + 9000 && i < bent.size(); ++i)
        bent[i] = '\xAA';
    writeFile(file, bent);
    CHECK(runTutela({"check", file, "--deep"}).exitCode == 4);
    CHECK(readFile(file) == bent);
}

TEST_CASE("edit commits line by line and stops at the first refused one", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    const Run result = runTutela({"edit", file, "-", "--json"}, R"({"kind":"place","id":"new:P","set":{"name":"Luzi","lon":5.1,"lat":1.9}}
{"kind":"place","id":"new","set":{"name":"Fara","lon":500,"lat":1.9}}
{"kind":"place","id":"new","set":{"name":"Never","lon":5.1,"lat":1.9}}
)");
    CHECK(result.exitCode == 3);
    CHECK(result.err.find("committed ") != std::string::npos);
    CHECK(result.err.find("line 2") != std::string::npos);
    CHECK(result.err.find("lon") != std::string::npos);
    const json places = json::parse(runTutela({"list", file, "places"}).out);
    REQUIRE(places.size() == 1);
    CHECK(places[0]["name"] == "Luzi");
    CHECK(places[0]["population_total"].is_null());
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"place","id":"new","set":{"no_such_field":1}})").exitCode == 2);
}

TEST_CASE("only human rights calls an incident verified, and check tells rules across records", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    const std::string script = R"({"kind":"source","id":"new:S","set":{"code_name":"HERON"}}
{"kind":"incident","id":"new","set":{"lon":5.1,"lat":1.9,"time_start":"2026-10-01T00:00:00Z","source_ids":["@S"],"verification":"VERIFIED_REASONABLE_GROUNDS"}}
)";
    const Run refused = runTutela({"edit", file, "-"}, script);
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("human rights") != std::string::npos);
    CHECK(runTutela({"edit", file, "-", "--author", "HUMAN_RIGHTS/AB"}, script).exitCode == 0);

    CHECK(tutelaJson({"check", file, "--deep"})["notes"].empty());
    edit(file, R"({"kind":"place","id":"new:P","set":{"name":"Luzi","lon":5.1,"lat":1.9,"population_total":40}}
{"kind":"group","id":"new","set":{"name":"Traders","size":50,"place_ids":["@P"]}})");
    const json checked = tutelaJson({"check", file, "--deep"});
    CHECK(checked["ok"] == true);
    REQUIRE(checked["notes"].size() == 1);
    CHECK(checked["notes"][0]["kind"] == "group");
    CHECK(checked["notes"][0]["field"] == "size");
    CHECK(checked["notes"][0]["level"] == "W");
    CHECK(tutelaJson({"check", file})["notes"].empty());
}

TEST_CASE("history tells every change, and undo and redo are new commits", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const std::string place = std::to_string(ids[2]);
    edit(file, R"({"kind":"place","id":)" + place + R"(,"set":{"population_total":4000},"message":"New count"})");
    const json commits = tutelaJson({"history", file, "--record", place})["commits"];
    REQUIRE(commits.size() == 2);
    CHECK(commits[1]["message"] == "New count");
    CHECK(commits[1]["changes"][0]["old"]["population_total"] == 3200);
    CHECK(commits[1]["changes"][0]["new"]["population_total"] == 4000);
    const auto people = [&] {
        for (const auto& each : json::parse(runTutela({"list", file, "places"}).out))
            if (each["id"] == ids[2])
                return each["population_total"].get<int>();
        return -1;
    };
    const json undone = tutelaJson({"history", file, "--undo", commits[1]["id"].dump()});
    CHECK(people() == 3200);
    tutelaJson({"history", file, "--redo", undone["committed"].dump()});
    CHECK(people() == 4000);
    CHECK(tutelaJson({"check", file, "--deep"})["ok"] == true);
}

TEST_CASE("the scoring method answers a worked case on standard input", "[cli][unit]")
{
    const json known = tutelaJson({"score"}, R"({"intent":4,"capability":3,"opportunity":4,"act_severity":4,"persons":3200,
        "vulnerability_half_points":4,"host_state":1,"mission_reach":0,"community":0,"trend":"RISING"})");
    CHECK(known["likelihood"] == 4);
    CHECK(known["risk_residual"] == 16);
    CHECK(known["class"] == "MUST");
    const json open = tutelaJson({"score"}, R"({"intent":null,"capability":3,"opportunity":4,"act_severity":4,"persons":1200,
        "vulnerability_half_points":5,"host_state":0,"mission_reach":0,"community":0})");
    CHECK(open["likelihood"] == json::array({2, 4}));
    CHECK(open["class"] == json::array({"COULD", "MUST"}));
    CHECK(runTutela({"score"}, "not json").exitCode == 3);
}

TEST_CASE("export to standard output gives the bytes of the file", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    CHECK(runTutela({"export", file, "places", "-o", "-"}).exitCode == 2);
    for (const std::string format : {"csv", "geojson", "kml", "gpx", "gpkg"}) {
        INFO(format);
        const std::string target = folder / ("out." + format);
        REQUIRE(runTutela({"export", file, "places", "-o", target}).exitCode == 0);
        const Run piped = runTutela({"export", file, "places", "-o", "-", "--format", format});
        CHECK(piped.exitCode == 0);
        CHECK(piped.out == readFile(target));
    }
    CHECK(runTutela({"export", file, "places", "-o", "-", "--format", "xlsx"}).out.starts_with("PK"));
}

TEST_CASE("new says which commits are durable", "[cli][unit]")
{
    const TempFolder folder;
    CHECK(runTutela({"new", folder / "m.gpkg"}).err == "committed 1\n");
}

TEST_CASE("without a display the window says so and points to the verbs", "[cli][unit]")
{
    const TempFolder folder;
    for (const auto& arguments : std::vector<std::vector<std::string>>{{}, {folder / "m.gpkg"}}) {
        std::vector<std::string> command{"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", TUTELA_PROGRAM};
        command.insert(command.end(), arguments.begin(), arguments.end());
        const auto done = run(command);
        CHECK(done.exitCode == 1);
        CHECK(done.err.find("no display") != std::string::npos);
        CHECK(done.out.empty());
    }
}

TEST_CASE("what cannot be meant is refused, never ignored", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    writeFile(folder / "t.csv", "name,lat,lon\nA,1.5,5.5\n");
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"import", file, folder / "t.csv", "--as", "places", "--pack"},
             {"import", file, folder / "t.csv", "--as", "places", "--sheet", "Second"},
             {"import", file, folder / "t.csv", "--as", "places", "--encoding", "KLINGON"},
             {"import", file, folder / "t.csv", "--as", "speeds"},
             {"list", file, "places", "--json", "--format", "csv"},
             {"assess", file, "--period", "2026-1x"},
             {"stats", file, "--by", "year", "--as-of", "yesterday"},
             {file, "places"}}) {
        INFO(arguments.back());
        const Run result = runTutela(arguments);
        CHECK(result.exitCode == 2);
        CHECK(result.out.empty());
        CHECK(result.err.starts_with("tutela: "));
    }
}

TEST_CASE("help, man page and completion name every verb", "[cli][unit]")
{
    const std::string help = runTutela({"help"}).out;
    const std::string man = runTutela({"help", "--man"}).out;
    const std::string completion = runTutela({"help", "--bash-completion"}).out;
    for (const std::string verb : {"new", "info", "import", "edit", "list", "stats", "score", "assess", "assessment", "report", "map", "history",
                                   "export", "check", "help"}) {
        INFO(verb);
        CHECK(help.find(verb) != std::string::npos);
        CHECK(man.find(".SS " + verb) != std::string::npos);
        CHECK(completion.find(verb) != std::string::npos);
    }
    const std::string fields = runTutela({"help", "edit", "place"}).out;
    CHECK(fields.find("population_total") != std::string::npos);
    CHECK(runTutela({"help", "edit", "unicorn"}).exitCode == 2);
}

TEST_CASE("no verb can open a network socket", "[cli][unit]")
{
    if (run({"strace", "-V"}).exitCode != 0) {
        std::cout << "skipped: strace is not installed\n";
        return;
    }
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string log = folder / "strace.log";
    const Run traced = run({"strace", "-f", "-e", "trace=socket", "-o", log, TUTELA_PROGRAM, "map", file, "-o", folder / "m.png"});
    if (traced.exitCode != 0 && traced.err.find("ptrace") != std::string::npos) {
        std::cout << "skipped: tracing is not allowed here\n";
        return;
    }
    REQUIRE(traced.exitCode == 0);
    for (const char* family : {"AF_INET", "AF_INET6"}) {
        std::istringstream lines(readFile(log));
        for (std::string line; std::getline(lines, line);)
            if (line.find(family) != std::string::npos)
                CHECK(line.find("EACCES") != std::string::npos);
    }
}

TEST_CASE("the log keeps codes and figures, and no word of the mission", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "secret-name.gpkg";
    smallMission(file);
    const auto logged = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"env", "TUTELA_LOG=" + (folder / "logs").string(), TUTELA_PROGRAM});
        return run(arguments);
    };
    CHECK(logged({"list", file, "places"}).exitCode == 0);
    CHECK(logged({"list", file, "place", "--area", "NOWHERE"}).exitCode != 0);
    const std::string log = readFile(folder / "logs/tutela.log");
    CHECK(log.find("verb.done exit_code=0 milliseconds=") != std::string::npos);
    CHECK(std::count(log.begin(), log.end(), '\n') == 2);
    for (const char* word : {"Luzi", "secret-name", "NOWHERE", "list", "HERON"})
        CHECK(log.find(word) == std::string::npos);
    namespace fs = std::filesystem;
    CHECK((fs::status(folder / "logs").permissions() & fs::perms::all) == fs::perms::owner_all);
    CHECK((fs::status(folder / "logs/tutela.log").permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("painting without a runtime folder says nothing and leaves nothing in the shared temporary folder", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const Run painted = run({"env", "-u", "XDG_RUNTIME_DIR", TUTELA_PROGRAM, "map", file, "-o", folder / "m.png"});
    CHECK(painted.exitCode == 0);
    CHECK(painted.err.empty());
}

TEST_CASE("a map takes an extent and a time, and names what it cannot do", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string picture = folder / "m.png";
    const Run made = runTutela({"map", file, "-o", picture, "--json", "--extent", "4.0,1.0,5.0,2.0", "--from", "2026-10-01", "--to", "2026-11-01",
                                "--width", "400", "--height", "300"});
    REQUIRE(made.exitCode == 0);
    const json said = json::parse(made.out);
    CHECK(said["width"] == 400);
    CHECK(said["notes"].is_array());
    CHECK(readFile(picture).substr(1, 3) == "PNG");
    CHECK(runTutela({"map", file, "-o", folder / "from.png", "--from", "2026-10-01"}).exitCode == 0); // an open end
    CHECK(runTutela({"map", file, "-o", folder / "to.pdf", "--to", "2026-10-01"}).exitCode == 0);
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{{"--from", "2026-11-01", "--to", "2026-10-01"},
                                                                                      {"--from", "soon"},
                                                                                      {"--extent", "1,2,3"},
                                                                                      {"--layers", "places,rivers"},
                                                                                      {"--width", "1"}}) {
        std::vector<std::string> command{"map", file, "-o", folder / "not.png"};
        command.insert(command.end(), wrong.begin(), wrong.end());
        INFO(wrong.front());
        CHECK(runTutela(command).exitCode == 2);
        CHECK_FALSE(std::filesystem::exists(folder / "not.png"));
    }
}

TEST_CASE("people read times on the mission's clock, programs read UTC", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    edit(file, R"({"kind":"mission","set":{"time_zone":"Africa/Lagos","as_of":"2026-11-01T00:00:00Z"}})");
    const std::string local = "1 Nov 2026, 01:00 (Africa/Lagos)";
    CHECK(runTutela({"info", file}).out.find("As of        " + local) != std::string::npos);
    CHECK(tutelaJson({"info", file})["as_of"] == "2026-11-01T00:00:00.000Z");
    const Run assessed = runTutela({"assess", file, "--area", "EAST", "--save"});
    REQUIRE(assessed.exitCode == 0);
    CHECK(assessed.out.find("information cut-off " + local) != std::string::npos);
    CHECK(runTutela({"assessment", file, "list"}).out.find(local) != std::string::npos);
    const std::string history = runTutela({"history", file}).out;
    CHECK(history.find("(Africa/Lagos)") != std::string::npos);
    CHECK(history.find(".000Z  ") == std::string::npos);
    CHECK(tutelaJson({"history", file})["commits"][0]["time"].get<std::string>().ends_with("Z"));
}

TEST_CASE("times of a workbook come back as the same instants, whatever the mission's time zone", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    edit(file, R"({"kind":"incident","id":"new","set":{"time_start":"2026-10-21T17:45:00Z","time_precision":"EXACT_MINUTE","lon":5.5,"lat":1.5,"place_precision":"EXACT","category":"ARMED_CLASH","dataset":"trial","source_id":"A1"}})");
    const std::string book = folder / "incidents.xlsx";
    tutelaJson({"export", file, "incidents", "-o", book});
    const std::string other = folder / "other.gpkg";
    REQUIRE(runTutela({"new", other, "--name", "Other"}).exitCode == 0);
    const auto mission = tutelaJson({"list", other, "mission"}).at(0).at("id").get<std::int64_t>();
    edit(other, R"({"kind":"mission","id":)" + std::to_string(mission) + R"(,"set":{"time_zone":"Africa/Lagos"}})");
    tutelaJson({"import", other, book, "--as", "incidents"});
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const auto& incident : tutelaJson({"list", file, "incidents"}))
        before.push_back(incident.at("time_start"));
    for (const auto& incident : tutelaJson({"list", other, "incidents"}))
        after.push_back(incident.at("time_start"));
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    CHECK(after == before);
    CHECK(before.size() == 2);
}

TEST_CASE("an export for partners gives away no source and no base in its texts, whatever the case of the letters", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    edit(file, R"({"kind":"place","id":"new","set":{"name":"Market by WEST BASE","lon":5.2,"lat":1.2,"note":"Says Heron."}})");
    const std::string all = runTutela({"export", file, "places", "-o", "-", "--format", "csv"}).out;
    CHECK(all.find("WEST BASE") != std::string::npos);
    const Run partner = runTutela({"export", file, "places", "-o", "-", "--format", "csv", "--profile", "partner"});
    REQUIRE(partner.exitCode == 0);
    CHECK(partner.out.find("Market by [withheld]") != std::string::npos);
    CHECK(partner.out.find("Heron") == std::string::npos);
}

TEST_CASE("an output never replaces a device or pipe", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string pipe = folder / "pipe.png";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const Run painted = runTutela({"map", file, "-o", pipe});
    CHECK(painted.exitCode == 1);
    CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("a table without acts takes them from category and deaths, as the known datasets do", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string table = folder / "events.csv";
    writeFile(table, "Date,X,Y,Kind,Dead\n2026-10-12,5.5,1.5,ATTACK_ON_CIVILIANS,9\n2026-10-13,5.5,1.5,ATTACK_ON_CIVILIANS,30\n2026-10-14,5.5,1.5,PROTEST_RIOT,0\n");
    tutelaJson({"import", file, table, "--as", "incidents", "--map", "time_start=Date", "--map", "lon=X", "--map", "lat=Y", "--map", "category=Kind",
                "--map", "killed_best=Dead"});
    std::map<std::string, json> acts;
    for (const auto& incident : tutelaJson({"list", file, "incidents"}))
        if (!incident.at("dataset").is_null())
            acts[incident.at("time_start").get<std::string>().substr(0, 10)] = incident.at("acts");
    CHECK(acts["2026-10-12"] == json::array({"KILLING"}));
    CHECK(acts["2026-10-13"] == json::array({"MASS_KILLING"}));
    CHECK(acts["2026-10-14"].is_null());
}

TEST_CASE("check tells of a library that somebody loads into the program", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto checked = [&](const std::string& preload) { return run({"env", "ASAN_OPTIONS=verify_asan_link_order=0", "LD_PRELOAD=" + preload, TUTELA_PROGRAM, "check", file}).err; };
    CHECK(checked("libm.so.6").find("LD_PRELOAD is set") != std::string::npos);
    CHECK(checked("").empty());
}

TEST_CASE("a verb with verbs of its own names them when none or a wrong one is given", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string known = "assessment FILE is followed by one of list, show, diff, review, transition";
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"assessment", file}, {"assessment"}, {"assessment", file, "explain", "X"}}) {
        const Run result = runTutela(arguments);
        INFO(result.err);
        CHECK(result.exitCode == 2);
        CHECK(result.err.find(known) != std::string::npos);
    }
    CHECK(runTutela({"assessment", file, "explain", "X"}).err.find(known + ", not by \"explain\"") != std::string::npos);
    CHECK(runTutela({"assessment", file, "show"}).err.find(known) == std::string::npos); // what lacks is the reference
}
