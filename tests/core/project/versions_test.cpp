// SPDX-License-Identifier: Apache-2.0
#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/project/dataset_exchange.h"
#include "core/project/version_diff.h"
#include "core/project/version_notes.h"
#include "core/project/version_restore.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::versions_test {

using destudio::test::ProjectFixture;

namespace {

std::int64_t number(const ProjectFixture& f, const std::string& query) {
    SQLite::Database db(f.file.string(), SQLite::OPEN_READONLY);
    return db.execAndGet(query).getInt64();
}

/// What an export says, as text.
std::string content(Project& project) {
    const auto data =
        export_dataset(project, project.settings().threshold(),
                       {VariantState::kNew, VariantState::kAccepted, VariantState::kEdited, VariantState::kRejected});
    std::string text;
    for (const auto& name : data.dataset.classes) {
        text += name + " ";
    }
    for (const auto& image : data.dataset.images) {
        text += "\n" + image.file_name + " " + image.attributes.at("state").get<std::string>() + " " + image.extra;
        for (const auto& box : data.dataset.annotations) {
            if (box.image_id == image.id) {
                text += "\n  " + data.dataset.classes.at(static_cast<std::size_t>(box.class_index)) + " " +
                        std::to_string(box.box.x1) + " " + std::to_string(box.box.y2) + (box.ignore ? " ignored" : "");
            }
        }
    }
    return text;
}

}  // namespace

class VersionsTest : public QObject {
    Q_OBJECT

private slots:
    void a_version_costs_what_changes_after_it() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        std::vector<RowId> ids;
        for (int i = 0; i < 50; ++i) {
            ids.push_back(f.add_variant(reference, 0.6, static_cast<std::uint64_t>(i)));
        }
        QCOMPARE(number(f, "SELECT count(*) FROM version_row"), 0);  // without versions nothing is written down
        const RowId first = f.project->versions().add("first", 0.3);
        QCOMPARE(number(f, "SELECT count(*) FROM version_row"), 0);
        f.project->variants().set_state(ids[0], VariantState::kAccepted);
        f.project->variants().set_state(ids[0], VariantState::kRejected);
        f.project->variants().set_state(ids[1], VariantState::kAccepted);
        QCOMPARE(number(f, "SELECT count(*) FROM version_row"), 2);
        const RowId second = f.project->versions().add("second", 0.3);
        f.project->variants().set_state(ids[0], VariantState::kNew);
        QCOMPARE(number(f, "SELECT count(*) FROM version_row"), 3);

        const VersionDiff whole = diff_versions(*f.project, first, {});
        QCOMPARE(whole.states.size(), std::size_t{1});  // the other one is what it was
        QCOMPARE(whole.states[0].variant.id, ids[1]);
        const VersionDiff between = diff_versions(*f.project, first, second);
        QCOMPARE(between.states.size(), std::size_t{2});
        QCOMPARE(between.states[0].after, VariantState::kRejected);
        const VersionDiff since = diff_versions(*f.project, second, {});
        QCOMPARE(since.states.size(), std::size_t{1});
        QCOMPARE(since.states[0].before, VariantState::kRejected);
        QVERIFY_THROWS_EXCEPTION(UsageError, diff_versions(*f.project, second, first));
        QVERIFY_THROWS_EXCEPTION(UsageError, diff_versions(*f.project, 99, {}));
    }

    void tells_pictures_boxes_classes_and_decisions() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId kept = f.add_variant(reference, 0.6);
        const RowId gone = f.add_variant(reference, 0.9);
        const RowId version = f.project->versions().add("before", 0.3);
        f.project->settings().set_threshold(0.5);
        f.project->variants().remove(gone);
        f.add_variant(reference, 0.3);
        auto rows = f.project->annotations().materialise(kept, 0.3);
        rows[0].box.x1 += 3;
        f.project->annotations().update(rows[0]);
        f.project->variants().set_state(kept, VariantState::kEdited);
        auto list = f.project->classes().list();
        auto renamed = list;
        rename_class(renamed, list.find("cat")->id, "lion");
        f.project->classes().change(list, renamed);
        f.project->classes().find_or_add("bird");
        f.add_reference("farm.png");

        const VersionDiff diff = diff_versions(*f.project, version, {});
        QCOMPARE(diff.removed.size(), std::size_t{1});
        QCOMPARE(diff.removed[0].name, std::string("street_r090_s7"));
        QCOMPARE(diff.added.size(), std::size_t{1});
        QCOMPARE(diff.added[0].name, std::string("street_r030_s7"));
        QCOMPARE(diff.boxes.size(), std::size_t{1});
        QCOMPARE(diff.boxes[0].added, std::size_t{2});
        QVERIFY(!diff.boxes[0].own_before);
        QVERIFY(diff.classes_renamed == (std::vector<std::pair<std::string, std::string>>{{"cat", "lion"}}));
        QVERIFY(diff.classes_added == std::vector<std::string>{"bird"});
        QCOMPARE(diff.references_added.size(), std::size_t{1});
        QCOMPARE(diff.states.size(), std::size_t{1});
        const std::string text = diff_text(diff, 20);
        QVERIFY(text.find("street_r060_s7: new -> edited") != std::string::npos);
        QVERIFY(text.find("cat -> lion") != std::string::npos);
        QVERIFY(text.find("Threshold: 0.3 -> 0.5") != std::string::npos);
        QCOMPARE(diff_text(diff_versions(*f.project, f.project->versions().add("now", 0.5), {}), 20),
                 std::string("Nothing differs.\n"));
    }

    void goes_back_in_whole() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId other = f.add_reference("farm.png");
        f.project->references().set_boxes(other,
                                          {{0, 0, f.project->classes().find_or_add("cat"), {1, 2, 30, 40}, true}});
        const RowId a = f.add_variant(reference, 0.3);
        const RowId b = f.add_variant(reference, 0.6);
        const RowId c = f.add_variant(other, 0.9);
        auto rows = f.project->annotations().materialise(a, 0.3);
        rows.pop_back();
        f.project->annotations().replace(a, rows);
        f.project->variants().set_state(a, VariantState::kEdited);
        const std::string before = content(*f.project);
        f.project->versions().add("good", f.project->settings().threshold());

        f.project->settings().set_threshold(0.05);
        f.project->annotations().set_derived(a);
        f.project->variants().set_state(a, VariantState::kRejected);
        f.project->annotations().materialise(b, 0.05);
        f.project->variants().remove(c);
        f.project->references().remove(other);
        const auto dog = f.project->classes().find("dog")->id;
        f.project->classes().merge(dog, f.project->classes().find("cat")->id);
        f.add_variant(f.add_reference("late.png"), 0.5);
        f.project->classes().find_or_add("bird");
        const std::string after = content(*f.project);
        QVERIFY(before != after);

        const VersionRestore back = restore_version(*f.project, f.project->versions().find("good").id);
        QCOMPARE(content(*f.project), before);
        QCOMPARE(back.brought_back, std::size_t{1});
        QCOMPARE(back.removed, std::size_t{1});
        QCOMPARE(back.missing, std::size_t{0});
        QCOMPARE(f.project->references().boxes(other).size(), std::size_t{1});
        QVERIFY(!f.project->classes().find("bird"));
        QVERIFY(diff_versions(*f.project, f.project->versions().find("good").id, {}).empty());
        // And forth again.
        restore_version(*f.project, back.kept);
        QCOMPARE(content(*f.project), after);
        f.reopen();
        QCOMPARE(content(*f.project), after);
    }

    void goes_back_in_part() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId a = f.add_variant(reference, 0.3);
        const RowId b = f.add_variant(reference, 0.6);
        const RowId version = f.project->versions().add("before", 0.3);
        f.project->variants().set_states({{a, VariantState::kAccepted}, {b, VariantState::kRejected}});
        const RowId late = f.add_variant(reference, 0.9);
        const VersionRestore back = restore_version(*f.project, version, parse_variant_filter("ratio:0.6"));
        QCOMPARE(back.variants, std::size_t{1});
        QCOMPARE(f.project->variants().get(a).state, VariantState::kAccepted);
        QCOMPARE(f.project->variants().get(b).state, VariantState::kNew);
        QCOMPARE(f.project->variants().get(late).id, late);
    }

    void large_decisions_make_a_version_by_themselves() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        std::vector<std::pair<RowId, VariantState>> states;
        for (int i = 0; i < 25; ++i) {
            states.emplace_back(f.add_variant(reference, 0.6, static_cast<std::uint64_t>(i)), VariantState::kAccepted);
        }
        f.project->variants().set_states({states.begin(), states.begin() + 3});
        QVERIFY(f.project->versions().all().empty());
        f.project->variants().set_states(states);
        const auto versions = f.project->versions().all();
        QCOMPARE(versions.size(), std::size_t{1});
        QVERIFY(versions[0].automatic);
        QCOMPARE(versions[0].name, std::string("Before deciding on 25 variants"));
        restore_version(*f.project, versions[0].id);
        QCOMPARE(f.project->variants().count_by_state().at(VariantState::kNew), std::size_t{22});
    }

    void the_same_state_is_one_version() {
        ProjectFixture f;
        const RowId variant = f.add_variant(f.add_reference(), 0.6);
        const RowId first = f.project->versions().keep("export", 0.3);
        QCOMPARE(f.project->versions().keep("export", 0.3), first);
        QVERIFY(f.project->versions().keep("export", 0.4) != first);
        f.project->variants().set_state(variant, VariantState::kAccepted);
        QVERIFY(f.project->versions().keep("export", 0.4) != first);
        QCOMPARE(f.project->versions().find(std::to_string(first)).name, std::string("export"));
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->versions().find("none"));
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->versions().add("", 0.3));
        f.project->versions().add_export(first, {"/out", "coco", 0, 3, 7});
        QCOMPARE(f.project->versions().exports(first).at(0).boxes, std::size_t{7});
    }

    void a_version_that_is_removed_leaves_older_ones_as_they_were() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId a = f.add_variant(reference, 0.3);
        const RowId b = f.add_variant(reference, 0.6);
        const RowId first = f.project->versions().add("first", 0.3);
        f.project->variants().set_state(a, VariantState::kAccepted);
        const RowId second = f.project->versions().add("second", 0.3);
        f.project->variants().set_state(a, VariantState::kRejected);
        f.project->variants().set_state(b, VariantState::kRejected);
        f.project->versions().remove(second);
        restore_version(*f.project, first);
        QCOMPARE(f.project->variants().get(a).state, VariantState::kNew);
        QCOMPARE(f.project->variants().get(b).state, VariantState::kNew);
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->versions().remove(second));
    }

    void a_damaged_note_is_one_sentence() {
        for (const char* text :
             {"", "{}", "[1]", R"({"state":"odd","own":0,"boxes":[]})", R"({"state":"new","own":1e99,"boxes":[]})",
              R"({"state":"new","own":1,"boxes":[[1]]})"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, parse_variant_note(text, 1));
            QVERIFY_THROWS_EXCEPTION(FormatError, parse_variant_body(text, 1));
            QVERIFY_THROWS_EXCEPTION(FormatError, parse_reference_note(text, 1));
            QVERIFY_THROWS_EXCEPTION(FormatError, parse_classes_note(text));
            QVERIFY_THROWS_EXCEPTION(FormatError, parse_detection_note(text));
        }
        const nlohmann::json body = {{"reference", 1},
                                     {"recipe", nlohmann::json(ProjectFixture::recipe()).dump()},
                                     {"image", "../../x.png"},
                                     {"error", ""},
                                     {"detections", nlohmann::json::array()},
                                     {"ghosts", nlohmann::json::array()}};
        QCOMPARE(parse_variant_body(body.dump(), 1).record.image.string(), std::string("x.png"));
    }
};

DESTUDIO_CORE_TEST(VersionsTest)

}  // namespace destudio::versions_test

#include "versions_test.moc"
