// SPDX-License-Identifier: Apache-2.0
// A scale-up with a model that draws in no time: when it ends, that it goes on after any end, and what it leaves.
#include "core/scaleup/scale_up.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest/QtTest>
#include <atomic>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "core/base/json.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/item_pool.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/core/scaleup/scale_up_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::scale_up_test {

using namespace destudio::scaleup;
namespace fs = std::filesystem;

namespace {

std::size_t pictures(const fs::path& out) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(out / "images")) {
        count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
}

/// annotations.json names exactly the pictures that are there, and strict loaders take it.
void require_sound(const fs::path& out) {
    const auto coco = read_json(out / "annotations.json");
    std::set<std::string> named;
    for (const auto& image : coco["images"]) {
        named.insert(image["file_name"].get<std::string>());
        QVERIFY(fs::exists(out / "images" / image["file_name"].get<std::string>()));
    }
    QCOMPARE(named.size(), pictures(out));
    QVERIFY(dataset::check_export(dataset::find_format("coco"), out).empty());
}

std::string refusal(const ScaleUpRequest& request) {
    return test::refusal_of([&request] { scale_up(request, test::fake_model()); });
}

}  // namespace

class ScaleUpTest : public QObject, private test::ScaleUpFixture {
    Q_OBJECT

private slots:
    void ends_when_every_class_has_more_than_its_bound() {
        const auto work = request();
        const auto result = scale_up(work, test::fake_model());
        QCOMPARE(result.end, ScaleUpEnd::kReached);
        int exactly_one_more = 0;
        for (const auto& entry : result.status.classes) {
            QVERIFY(entry.boxes > entry.bound);
            exactly_one_more += entry.boxes <= entry.bound + 2 ? 1 : 0;
        }
        QVERIFY(exactly_one_more >= 1);  // it did not go on after the last class had enough
        QCOMPARE(*result.status.items_left, std::int64_t{0});
        require_sound(work.out);
        const auto counts = read_json(work.out / "counts.json");
        QCOMPARE(counts["reached"].get<bool>(), true);
        QCOMPARE(counts["images"].get<std::size_t>(), pictures(work.out));
        const auto written = read_json(work.out / "annotations.json");
        for (const auto& annotation : written.at("annotations")) {
            QVERIFY(annotation["score"].get<double>() >= 0.3);
        }
    }

    void another_threshold_needs_no_model() {
        auto work = request();
        work.settings.keep_empty = false;
        scale_up(work, test::fake_model());
        const auto annotations = read_json(work.out / "annotations.json")["annotations"].size();
        auto read = dataset::open_dataset(dataset::find_format("coco"), work.out);
        const auto images = read.dataset.images.size();
        auto same = read.dataset;
        apply_threshold(same, item_pool({work.out}, 0.3), 0.3);
        QCOMPARE(same.annotations.size(), annotations);
        auto lower = read.dataset;  // the fake finds one thing of score 0.1 in each picture
        const auto pool = item_pool({work.out}, 0.05);
        apply_threshold(lower, pool, 0.05);
        QCOMPARE(lower.annotations.size(), annotations + images);
        QVERIFY(pool.not_stored > 0);
        auto higher = read.dataset;
        const auto change = apply_threshold(higher, item_pool({work.out}, 0.7), 0.7);
        QCOMPARE(higher.images.size() + change.images_left_out, images);
        QVERIFY(change.images_left_out > 0);
    }

    void captions_and_domains_are_used_in_turn() {
        auto work = request();
        for (auto& reference : work.references.references) {
            reference.caption = "A cat.";
            reference.more_captions = {"A dog.", "A bird."};
        }
        work.settings.max_images = 30;
        work.settings.lower_bound = 1000;
        scale_up(work, test::fake_model());
        std::map<std::string, std::set<std::string>> prompts;
        for (ItemReader items(ScaleUpFolder{work.out}.items()); const auto record = items.next();) {
            prompts[record->reference].insert(record->prompt);
        }
        QCOMPARE(prompts.size(), std::size_t{10});
        for (const auto& [name, of_one] : prompts) {
            QCOMPARE(of_one.size(), std::size_t{3});
        }
        auto domains = work;
        domains.out = fresh();
        domains.settings.max_images = 20;
        domains.settings.domains = {"clipart", "oil painting"};
        scale_up(domains, test::fake_model());
        std::map<std::string, int> times;
        for (ItemReader items(ScaleUpFolder{domains.out}.items()); const auto record = items.next();) {
            ++times[record->prompt.substr(0, record->prompt.find(','))];
        }
        QCOMPARE(times["A clipart"], 10);
        QCOMPARE(times["A oil painting"], 10);
        domains.settings.prompts.prompt = "A house.";
        QVERIFY(refusal(domains).find("no place for a domain") != std::string::npos);
    }

    void the_grammar_names_what_the_reference_shows() {
        auto work = request();
        work.settings.prompt_kind = prompting::PromptKind::kGrammar;
        work.settings.domains = {"clipart", "oil painting"};
        work.settings.max_images = 40;
        work.settings.lower_bound = 1000;
        scale_up(work, test::fake_model());
        std::set<std::string> texts;
        for (ItemReader items(ScaleUpFolder{work.out}.items()); const auto record = items.next();) {
            QVERIFY2(record->prompt.starts_with("A clipart ") || record->prompt.starts_with("An oil painting "),
                     record->prompt.c_str());
            const int reference = std::stoi(record->reference.substr(4));
            const std::vector<std::string> names{"cat", "dog", "bird"};
            QVERIFY2(record->prompt.find(names[static_cast<std::size_t>(reference % 3)]) != std::string::npos,
                     record->prompt.c_str());
            texts.insert(record->prompt);
        }
        QVERIFY(texts.size() > 30);
        QVERIFY(!fs::exists(ScaleUpFolder{work.out}.prompts()));  // they follow from the seed
        auto again = work;
        again.out = fresh();
        scale_up(again, test::fake_model());
        QVERIFY(test::scale_up_files(again.out) == test::scale_up_files(work.out));
        again.settings.prompt_kind = prompting::PromptKind::kClasses;
        QVERIFY(refusal(again).find("prompts classes instead of grammar") != std::string::npos);
        again.settings.prompts.prompt = "A house.";
        again.settings.domains.clear();
        QVERIFY(refusal(again).find("leave one of the two out") != std::string::npos);
    }

    void prompts_of_a_server_are_kept_and_used_again() {
        /// Says something else whenever it is asked, and sometimes nothing.
        class FakeSource final : public prompting::PromptSource {
        public:
            std::vector<prompting::WrittenPrompt> write(const prompting::PromptBatch& batch, std::stop_token) override {
                std::vector<prompting::WrittenPrompt> prompts;
                for (const auto& wanted : batch.requests) {
                    const std::string name = wanted.classes.at(0).name;
                    prompts.push_back({"A " + name + " of answer " + std::to_string(++m_answers) + ".",
                                       prompting::PromptWriter::kServer});
                }
                m_lacking = batch.lacking;
                m_examples = batch.examples;
                if (m_answers > 30) {
                    prompts.pop_back();
                }
                return prompts;
            }
            int m_answers = 0;
            std::vector<prompting::WantedClass> m_lacking;
            std::vector<std::string> m_examples;
        };
        for (const auto selection : {Selection::kUniform, Selection::kQuota}) {
            const auto source = std::make_shared<FakeSource>();
            auto work = request();
            work.settings.prompt_kind = prompting::PromptKind::kServer;
            work.settings.selection = selection;
            work.settings.round_size = 15;
            work.settings.max_images = 45;
            work.settings.lower_bound = 1000;
            QVERIFY(refusal(work).find("address") != std::string::npos);
            work.prompt_source = source;
            scale_up(work, test::fake_model());
            QVERIFY(source->m_lacking.size() == 3 && source->m_lacking[0].count > 900);
            QVERIFY(source->m_examples == std::vector<std::string>{"A thing."});
            const auto files = test::scale_up_files(work.out);
            std::int64_t by_server = 0;
            for (ItemReader items(ScaleUpFolder{work.out}.items()); const auto record = items.next();) {
                QVERIFY(!record->prompt.empty());
                by_server += record->prompt.find("of answer") != std::string::npos ? 1 : 0;
            }
            QVERIFY2(by_server >= 40 && by_server < 45, qPrintable(QString::number(by_server)));
            // The pictures and their lines are lost, the prompts are not: it makes the same again without asking.
            const int answers = source->m_answers;
            fs::remove(ScaleUpFolder{work.out}.items());
            write_file_atomically(ScaleUpFolder{work.out}.prompts(),
                                  read_file(ScaleUpFolder{work.out}.prompts()) + "{\"index\":");
            scale_up(work, test::fake_model());
            QCOMPARE(source->m_answers, answers);
            QVERIFY(test::scale_up_files(work.out) == files);
            // A cancelled one goes on with the prompts it had.
            auto stopped = work;
            stopped.out = fresh();
            std::stop_source stop;
            ScaleUpHooks hooks;
            hooks.on_status = [&](const ScaleUpStatus& status) {
                if (status.made_now >= 3) {
                    stop.request_stop();
                }
            };
            QVERIFY_THROWS_EXCEPTION(CancelledError, scale_up(stopped, test::fake_model(), hooks, stop.get_token()));
            const std::string before = read_file(ScaleUpFolder{stopped.out}.prompts());
            scale_up(stopped, test::fake_model());
            QVERIFY(read_file(ScaleUpFolder{stopped.out}.prompts()).starts_with(before));
            require_sound(stopped.out);
        }
    }

    void several_datasets_are_one_set_of_references() {
        const auto other = test::make_scale_up_dataset(m_root / "more", 4);
        const auto set =
            make_reference_set({{(m_root / "references").string(), m_dataset}, {(m_root / "more").string(), other}},
                               test::fake_model().bundle.classes);
        QCOMPARE(set.references.size(), std::size_t{14});
        QCOMPARE(set.references[0].name, std::string("references/ref 0.png"));
        QCOMPARE(set.references[10].name, std::string("more/ref 0.png"));
        QVERIFY(fs::exists(set.references[13].file));
        auto work = request();
        work.references = set;
        work.settings.max_images = 14;
        work.settings.lower_bound = 1000;
        scale_up(work, test::fake_model());
        require_sound(work.out);
    }

    void ends_at_the_limit_and_says_what_fell_short() {
        auto work = request();
        work.settings.max_images = 6;
        const auto result = scale_up(work, test::fake_model());
        QCOMPARE(result.end, ScaleUpEnd::kMaxImages);
        QCOMPARE(result.status.counts.made, std::int64_t{6});
        QVERIFY(std::any_of(result.status.classes.begin(), result.status.classes.end(),
                            [](const ClassProgress& entry) { return lacking(entry.boxes, entry.bound) > 0; }));
        require_sound(work.out);
        work.settings.max_images = 9;  // a higher limit goes on
        QCOMPARE(scale_up(work, test::fake_model()).status.counts.made, std::int64_t{9});
        auto whole = request();
        whole.settings.max_images = 9;
        scale_up(whole, test::fake_model());
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void images_without_a_box_are_kept_by_choice() {
        auto work = request();
        work.settings.max_images = 20;
        work.settings.lower_bound = 1000;
        const auto dropped = scale_up(work, test::fake_model());
        QVERIFY(dropped.status.counts.empty > 0);
        QCOMPARE(dropped.status.counts.images + dropped.status.counts.empty, std::int64_t{20});
        work.out = fresh();
        work.settings.keep_empty = true;
        QCOMPARE(scale_up(work, test::fake_model()).status.counts.images, std::int64_t{20});
        require_sound(work.out);
    }

    void a_cancelled_run_is_complete_and_goes_on() {
        for (const auto selection : {Selection::kUniform, Selection::kQuota}) {
            auto whole = request();
            whole.settings.selection = selection;
            whole.settings.round_size = 7;
            whole.settings.lower_bound = 12;
            scale_up(whole, test::fake_model());
            auto work = whole;
            work.out = fresh();
            for (int stop_after = 1;; stop_after += 4) {
                std::stop_source stop;
                ScaleUpHooks hooks;
                hooks.on_status = [&](const ScaleUpStatus& status) {
                    if (status.made_now >= stop_after) {
                        stop.request_stop();
                    }
                };
                try {
                    scale_up(work, test::fake_model(), hooks, stop.get_token());
                    break;
                } catch (const CancelledError&) {
                    require_sound(work.out);
                }
            }
            QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
        }
    }

    void a_killed_run_goes_on_as_if_nothing_had_been() {
        auto whole = request();
        whole.settings.selection = Selection::kQuota;
        whole.settings.round_size = 8;
        whole.settings.lower_bound = 15;
        whole.settings.max_near_duplicates = 1;
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.out = fresh();
        Random random(11);
        int kills = 0;
        while (true) {
            const pid_t child = ::fork();
            if (child == 0) {
                try {
                    scale_up(work, test::fake_model());
                    ::_exit(0);
                } catch (const std::exception& error) {
                    std::fprintf(stderr, "%s\n", error.what());
                    ::_exit(1);
                }
            }
            ::usleep(static_cast<useconds_t>(random.integer(2000, 40000)));
            ::kill(child, kills < 25 ? SIGKILL : 0);
            int status = 0;
            ::waitpid(child, &status, 0);
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                break;
            }
            ++kills;
        }
        QVERIFY(kills > 0);
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void an_unfinished_line_and_a_lost_picture_are_made_again() {
        auto whole = request();
        scale_up(whole, test::fake_model());
        const auto files = test::scale_up_files(whole.out);
        const ScaleUpFolder folder{whole.out};
        const std::string items = read_file(folder.items());
        write_file_atomically(folder.items(), items.substr(0, items.size() - 30));
        write_file_atomically(folder.images() / ".destudio-tmp-1-1.png", "half a picture");
        write_file_atomically(folder.images() / "99999999_stray.png", "a picture without its line");
        std::string lost;
        for (const auto& [name, content] : files) {
            if (name.starts_with("images/") && lost.empty()) {
                lost = name;
            }
        }
        fs::remove(whole.out / lost);
        scale_up(whole, test::fake_model());
        QVERIFY(test::scale_up_files(whole.out) == files);
    }

    void a_finished_run_makes_nothing_more() {
        const auto work = request();
        scale_up(work, test::fake_model());
        auto idle = test::fake_model();
        idle.generate = [](const GenerationRequest&, const std::stop_token&) -> Variant {
            throw Error("nothing was to be made");
        };
        QCOMPARE(scale_up(work, idle).status.made_now, std::int64_t{0});
    }

    void folders_of_others_are_left_alone() {
        const auto work = request();
        scale_up(work, test::fake_model());
        const auto files = test::scale_up_files(work.out);
        auto other = work;
        other.settings.seed = 8;
        QVERIFY(refusal(other).find("seed 8 instead of 7") != std::string::npos);
        other = work;
        other.settings.shard = {1, 2};
        QVERIFY(refusal(other).find("shard 1/2 instead of 1/1") != std::string::npos);
        other = work;
        auto fewer = m_dataset;
        fewer.dataset.images.pop_back();
        other.references = make_reference_set(fewer, test::fake_model().bundle.classes, "The dataset");
        QVERIFY(refusal(other).find("reference images") != std::string::npos);
        QVERIFY(test::scale_up_files(work.out) == files);
        other = work;
        other.out = m_root / "references";
        QVERIFY(refusal(other).find("not empty") != std::string::npos);
        other.out = m_root / "references" / "annotations.json";
        QVERIFY(refusal(other).find("is a file") != std::string::npos);
    }

    void what_cannot_be_scaled_up_is_refused_before_anything_is_written() {
        const auto references = [](const dataset::ReadResult& read) {
            return make_reference_set(read, test::fake_model().bundle.classes, "The dataset");
        };
        QVERIFY_THROWS_EXCEPTION(FormatError, references({}));
        auto changed = m_dataset;
        changed.dataset.images[2].file_name = "gone.png";
        QVERIFY_THROWS_EXCEPTION(IoError, references(changed));
        changed.dataset.images[2].file_name = "../annotations.json";
        QVERIFY_THROWS_EXCEPTION(FormatError, references(changed));
        auto work = request();
        work.references.references.clear();
        QVERIFY(refusal(work).find("has no image") != std::string::npos);
        changed = m_dataset;
        changed.dataset.classes.emplace_back("zebra");
        work.references = references(changed);
        QVERIFY(refusal(work).find("\"zebra\"") != std::string::npos);
        changed = m_dataset;
        std::erase_if(changed.dataset.annotations, [](const auto& box) { return box.class_index == 2; });
        work.references = references(changed);
        work.settings.max_images.reset();
        QVERIFY(refusal(work).find("No reference shows \"bird\"") != std::string::npos);
        QVERIFY(!fs::exists(work.out));
    }

    void a_damaged_reference_is_left_out_and_named() {
        const fs::path folder = m_root / "damaged";
        auto dataset = test::make_scale_up_dataset(folder, 5);
        write_file_atomically(folder / "images" / "ref 2.png", "no picture");
        auto work = test::fake_order(dataset, fresh());
        work.settings.max_images = 10;
        work.settings.lower_bound = 1000;
        const auto result = scale_up(work, test::fake_model());
        QCOMPARE(result.status.counts.unreadable, std::int64_t{2});
        QVERIFY(result.problems.at(0).find("ref 2.png") != std::string::npos);
        require_sound(work.out);
        for (int i = 0; i < 5; ++i) {
            write_file_atomically(folder / "images" / ("ref " + std::to_string(i) + ".png"), "no picture");
        }
        work.out = fresh();
        QVERIFY(refusal(work).find("None of the references") != std::string::npos);
    }

    void near_duplicates_are_capped() {
        auto work = request();
        work.settings.lower_bound = 1000;
        work.settings.max_images = 60;
        work.settings.highest_ratio = 0.5;  // the fake gives the reference back below 0.4
        const auto all = scale_up(work, test::fake_model());
        QVERIFY(all.status.counts.near_duplicates > 10);
        QCOMPARE(all.status.counts.near_duplicates_left_out, std::int64_t{0});
        work.out = fresh();
        work.settings.max_near_duplicates = 1;
        const auto capped = scale_up(work, test::fake_model());
        QVERIFY(capped.status.counts.near_duplicates <= 10);
        QCOMPARE(capped.status.counts.near_duplicates + capped.status.counts.near_duplicates_left_out,
                 all.status.counts.near_duplicates);
        require_sound(work.out);
    }

    void a_full_disk_pauses_and_nothing_is_lost() {
        auto whole = request();
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.out = fresh();
        std::atomic<int> looks = 0;
        std::atomic<int> pauses = 0;
        ScaleUpHooks hooks;
        hooks.disk.interval = std::chrono::milliseconds(1);
        hooks.disk.free = [&](const fs::path&) -> std::uintmax_t {
            return ++looks % 23 < 6 ? 1000 : std::uintmax_t{1} << 40U;  // again and again it is full
        };
        hooks.on_status = [&](const ScaleUpStatus& status) {
            pauses += status.paused && !status.pause_reason.empty() ? 1 : 0;
        };
        QCOMPARE(scale_up(work, test::fake_model(), hooks).end, ScaleUpEnd::kReached);
        QVERIFY(pauses > 0);
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void a_full_disk_can_end_the_run_instead() {
        auto whole = request();
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.out = fresh();
        std::atomic<bool> full = false;
        ScaleUpHooks hooks;
        hooks.disk.wait = false;
        hooks.disk.free = [&](const fs::path&) -> std::uintmax_t { return full ? 10 : std::uintmax_t{1} << 40U; };
        // The writer comes after the maker. With the second picture there, the first is complete.
        hooks.on_status = [&](const ScaleUpStatus&) { full = pictures(work.out) > 1; };
        QVERIFY_THROWS_EXCEPTION(IoError, scale_up(work, test::fake_model(), hooks));
        require_sound(work.out);
        QVERIFY(pictures(work.out) > 0);
        hooks.disk.free = free_space;
        scale_up(work, test::fake_model(), hooks);
        QVERIFY(test::scale_up_files(work.out) == test::scale_up_files(whole.out));
    }

    void waiting_for_room_ends_with_a_stop() {
        auto work = request();
        std::stop_source stop;
        ScaleUpHooks hooks;
        hooks.disk.interval = std::chrono::milliseconds(1);
        hooks.disk.free = [](const fs::path&) -> std::uintmax_t { return 0; };
        hooks.on_status = [&](const ScaleUpStatus& status) {
            if (!status.pause_reason.empty()) {
                stop.request_stop();
            }
        };
        QVERIFY_THROWS_EXCEPTION(CancelledError, scale_up(work, test::fake_model(), hooks, stop.get_token()));
        scale_up(work, test::fake_model());
        require_sound(work.out);
    }

    void it_can_be_held_up_and_ended_between_images() {
        auto work = request();
        int looks = 0;
        ScaleUpHooks hooks;
        hooks.pause_point = [&] {
            if (++looks > 4) {
                throw CancelledError();
            }
        };
        QVERIFY_THROWS_EXCEPTION(CancelledError, scale_up(work, test::fake_model(), hooks));
        require_sound(work.out);
        QCOMPARE(read_json(work.out / "counts.json")["made"].get<int>(), 4);
    }

    void one_folder_takes_one_process() {
        auto work = request();
        std::string second;
        ScaleUpHooks hooks;
        hooks.on_status = [&](const ScaleUpStatus& status) {
            if (status.made_now == 2) {
                second = refusal(work);
            }
        };
        scale_up(work, test::fake_model(), hooks);
        QVERIFY2(second.find("Another run is writing into ") != std::string::npos, second.c_str());
    }

    void what_is_to_come_is_forecast() {
        auto work = request();
        work.settings.max_images.reset();
        work.settings.lower_bound = 99;
        const auto expected = forecast(work, test::fake_model());
        // Ten references show 4 cats and 2 more, 3 dogs, 3 birds: 100 dogs need 334 images.
        QCOMPARE(*expected.items_left, std::int64_t{334});
        QVERIFY(*expected.bytes_left > 334 * 64 * 64);
        work.settings.max_images = 50;
        QCOMPARE(*forecast(work, test::fake_model()).items_left, std::int64_t{50});
        work.settings.shard = {1, 5};
        QCOMPARE(*forecast(work, test::fake_model()).items_left, std::int64_t{10});
    }

    void the_log_is_json_lines() {
        auto work = request();
        work.log = m_root / "log of its own.jsonl";
        scale_up(work, test::fake_model());
        std::ifstream in(work.log);
        std::string line;
        std::vector<std::string> events;
        while (std::getline(in, line)) {
            events.push_back(parse_json(line, "log")["event"].get<std::string>());
        }
        QCOMPARE(events.front(), std::string("start"));
        QCOMPARE(events.back(), std::string("end"));
        QVERIFY(events.size() > 5);
    }
};

DESTUDIO_TEST(ScaleUpTest)

}  // namespace destudio::scale_up_test

#include "scale_up_test.moc"
