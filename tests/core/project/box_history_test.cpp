// SPDX-License-Identifier: Apache-2.0
#include "core/project/box_history.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/user_name.h"
#include "core/project/dataset_exchange.h"
#include "core/project/version_restore.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::box_history_test {

using destudio::test::ProjectFixture;

namespace {

std::string class_word(RowId id) {
    return "class " + std::to_string(id);
}

std::string acts(const std::vector<BoxEvent>& events) {
    std::string text;
    for (const BoxEvent& event : events) {
        text += (text.empty() ? "" : " ") + to_string(event.act) + ":" + std::to_string(event.box);
    }
    return text;
}

StoredAnnotation box_of(RowId id, RowId detection, RowId class_id, Box box) {
    StoredAnnotation annotation;
    annotation.id = id;
    annotation.detection_id = detection;
    annotation.class_id = class_id;
    annotation.box = box;
    return annotation;
}

}  // namespace

class BoxHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void tells_what_changed() {
        const std::vector<StoredAnnotation> before{box_of(0, 5, 1, {0, 0, 10, 10}), box_of(7, 0, 1, {20, 20, 30, 30}),
                                                   box_of(0, 6, 2, {1, 1, 2, 2})};
        auto after = before;
        after[0].id = 9;  // stored now, the same box
        after[0].box = {1, 2, 11, 12};
        after[1].class_id = 2;
        after[1].ignore = true;
        after.pop_back();
        after.push_back(box_of(11, 0, 1, {40, 40, 50, 50}));
        after.push_back(box_of(12, 8, 1, {60, 60, 70, 70}));
        const auto events = box_events_between(true, 3, before, after, class_word);
        QCOMPARE(acts(events), std::string("moved:-5 relabelled:7 ignored:7 drawn:11 taken:-8 removed:-6"));
        QCOMPARE(events[1].before + " > " + events[1].after, std::string("class 1 > class 2"));
        after[0].box = {1, 2, 11, 15};
        QCOMPARE(box_events_between(true, 3, before, after, class_word)[0].act, BoxAct::kResized);
        const auto carried = box_events_between(true, 3, before, after, class_word, "variant 4");
        QCOMPARE(carried[0].act, BoxAct::kCarried);
        QCOMPARE(carried[0].before, std::string("variant 4"));
        QVERIFY(box_events_between(true, 3, before, before, class_word).empty());
    }

    void many_small_moves_are_one() {
        BoxEvent move;
        move.box = 4;
        move.act = BoxAct::kMoved;
        move.who = "Ann";
        move.when = 100;
        BoxEvent later = move;
        later.when = 130;
        QCOMPARE(with_box_events({move}, {later}).size(), std::size_t{1});
        QCOMPARE(with_box_events({move}, {later})[0].when, std::int64_t{130});
        later.who = "Bob";
        QCOMPARE(with_box_events({move}, {later}).size(), std::size_t{2});
        later.who = "Ann";
        later.when = 1000;
        QCOMPARE(with_box_events({move}, {later}).size(), std::size_t{2});
    }

    void a_box_has_what_happened_to_its_picture_since() {
        BoxEvent accepted;
        accepted.act = BoxAct::kAccepted;
        BoxEvent drawn;
        drawn.box = 4;
        BoxEvent reopened;
        reopened.act = BoxAct::kReopened;
        const std::vector<BoxEvent> all{accepted, drawn, reopened};
        QCOMPARE(acts(events_of_box(all, 4)), std::string("drawn:4 reopened:0"));
        QCOMPARE(acts(events_of_box(all, -1)), std::string("accepted:0 reopened:0"));
    }

    void rows_keep_name_time_and_number() {
        ProjectFixture f;
        QCOMPARE(f.project->history().author(), system_user_name());
        QVERIFY(!system_user_name().empty());
        f.project->history().set_author("Ann");
        const RowId variant = f.add_variant(f.add_reference());
        const auto stored = f.project->history().add(decision_events({{variant, VariantState::kAccepted}}));
        QCOMPARE(stored.at(0).who, std::string("Ann"));
        QVERIFY(stored[0].when > 1'600'000'000);
        f.project->history().remove(stored);
        QVERIFY(f.project->history().of_picture(true, variant).empty());
        f.project->history().add(stored);  // as redo does
        f.reopen();
        QVERIFY(f.project->history().of_picture(true, variant) == stored);
        QVERIFY(f.project->history().of_picture(false, variant).empty());
        f.project->history().replace(true, variant, {});
        QVERIFY(f.project->history().of_variants().empty());
        QVERIFY_THROWS_EXCEPTION(UsageError, parse_box_act("eaten"));
    }

    void a_version_adds_a_step_and_takes_none_away() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId a = f.add_variant(reference, 0.3);
        const RowId b = f.add_variant(reference, 0.6);
        f.project->history().add(decision_events({{a, VariantState::kRejected}}));
        const RowId version = f.project->versions().add("good", 0.3);
        f.project->variants().set_state(a, VariantState::kAccepted);
        f.project->history().add(decision_events({{a, VariantState::kAccepted}}));
        f.project->history().add(decision_events({{b, VariantState::kAccepted}}));
        f.project->variants().remove(b);
        restore_version(*f.project, version);
        QCOMPARE(acts(f.project->history().of_picture(true, a)), std::string("rejected:0 accepted:0 restored:0"));
        const auto back = f.project->history().of_picture(true, b);
        QCOMPARE(acts(back), std::string("accepted:0 restored:0"));
        QCOMPARE(back[1].before, std::string("good"));
    }

    void exports_say_who_did_what() {
        ProjectFixture f;
        f.project->history().set_author("Ann");
        const RowId variant = f.add_variant(f.add_reference());
        auto rows = f.project->annotations().materialise(variant, 0.3);
        const auto before = rows;
        rows[0].box = {2, 3, 31, 41};
        rows.push_back(box_of(0, 0, rows[0].class_id, {1, 1, 9, 9}));
        rows.back().origin = AnnotationOrigin::kDrawn;
        rows = f.project->annotations().replace(variant, rows);
        f.project->history().add(box_events_between(true, variant, before, rows, class_word));
        f.project->variants().set_state(variant, VariantState::kEdited);
        const auto data = export_dataset(*f.project, 0.3, {VariantState::kEdited});
        QCOMPARE(data.dataset.annotations.size(), std::size_t{3});
        std::string acts_of;
        for (const auto& annotation : data.dataset.annotations) {
            const auto history = nlohmann::json::parse("{" + annotation.extra + "}").at("history");
            for (const auto& step : history) {
                acts_of += step.at("act").get<std::string>() + (step.contains("by") ? "*" : "") + " ";
            }
        }
        QCOMPARE(acts_of, std::string("drawn* made moved* made "));
        const auto lines = history_lines({"0a1b", 0.9}, f.project->history().of_picture(true, variant));
        QCOMPARE(lines[0], std::string("made by the adapter 0a1b at score 0.90"));
        QVERIFY(lines[1].starts_with("moved by Ann, 20"));
    }

    void an_older_project_opens_without_any() {
        ProjectFixture f;
        const RowId variant = f.add_variant(f.add_reference());
        f.project.reset();
        {
            SQLite::Database old(f.file.string(), SQLite::OPEN_READWRITE);
            old.exec("DROP TABLE box_event");
            old.exec("PRAGMA user_version = " + std::to_string(old.execAndGet("PRAGMA user_version").getInt() - 1));
        }
        QVERIFY(Project::open_for_reading(f.file)->history().of_picture(true, variant).empty());
        f.project = Project::open(f.file);
        QVERIFY(f.project->history().of_variants().empty());
        f.project->history().add(decision_events({{variant, VariantState::kRejected}}));
        QCOMPARE(f.project->history().of_variants().size(), std::size_t{1});
    }
};

DESTUDIO_CORE_TEST(BoxHistoryTest)

}  // namespace destudio::box_history_test

#include "box_history_test.moc"
