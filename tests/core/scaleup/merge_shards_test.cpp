// SPDX-License-Identifier: Apache-2.0
// Shards together make what one process would.
#include "core/scaleup/merge_shards.h"

#include <QtTest/QtTest>
#include <limits>

#include "core/scaleup/item_log.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/core/scaleup/scale_up_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::merge_shards_test {

using namespace destudio::scaleup;
namespace fs = std::filesystem;

namespace {

std::string refusal(const MergeRequest& request) {
    return test::refusal_of([&request] { merge_shards(request); });
}

}  // namespace

class MergeShardsTest : public QObject, private test::ScaleUpFixture {
    Q_OBJECT

    static constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();
    std::vector<fs::path> m_shards;  ///< of the last run_rounds()

    /// Runs every shard once. @return their folders, which are those of `earlier` when it names some
    std::vector<fs::path> run_shards(ScaleUpRequest work, int count, std::vector<fs::path> folders = {},
                                     const fs::path& counts = {}) {
        for (int i = 1; i <= count; ++i) {
            if (static_cast<int>(folders.size()) < i) {
                folders.push_back(fresh());
            }
            work.out = folders[static_cast<std::size_t>(i) - 1];
            work.settings.shard = {i, count};
            work.counts = counts;
            scale_up(work, test::fake_model());
        }
        return folders;
    }

    /// Rounds until all bounds are exceeded or the limit is reached.
    fs::path run_rounds(const ScaleUpRequest& work, int count, int& rounds) {
        const fs::path counts = fresh();
        const auto folders = m_shards = run_shards(work, count);
        for (rounds = 1; rounds < 50; ++rounds) {
            const auto merged = merge_shards({folders, {}, counts, false});
            if (merged.counts.reached || merged.counts.next >= work.settings.max_images.value_or(kForEver)) {
                break;
            }
            run_shards(work, count, folders, counts);
        }
        const fs::path joined = fresh();
        merge_shards({folders, joined, {}, false});
        return joined;
    }

private slots:
    void uniform_shards_make_the_same_images_at_a_limit() {
        auto whole = request();
        whole.settings.lower_bound = 1000;
        whole.settings.max_images = 25;
        scale_up(whole, test::fake_model());
        for (const int count : {2, 3, 7}) {
            const auto folders = run_shards(whole, count);
            const fs::path joined = fresh();
            const auto merged = merge_shards({folders, joined, {}, false});
            QVERIFY(!merged.counts.reached);
            QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
        }
    }

    void uniform_shards_make_the_same_images_at_the_lower_bound() {
        for (const std::optional<int> cap : {std::optional<int>(), std::optional(2)}) {
            auto whole = request();
            whole.settings.max_near_duplicates = cap;
            scale_up(whole, test::fake_model());
            const auto folders = run_shards(whole, 3);
            const fs::path joined = fresh();
            QVERIFY(merge_shards({{folders[2], folders[0], folders[1]}, joined, {}, false}).counts.reached);
            QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
        }
    }

    void uniform_shards_stop_where_all_of_them_should_have_enough() {
        auto whole = request();
        whole.settings.lower_bound = 150;
        whole.settings.max_images.reset();
        const auto made = scale_up(whole, test::fake_model()).status.counts.made;
        int rounds = 0;
        const fs::path joined = run_rounds(whole, 4, rounds);
        QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
        std::int64_t made_by_all = 0;
        for (const auto& folder : m_shards) {
            for (ItemReader items(ScaleUpFolder{folder}.items()); items.next();) {
                ++made_by_all;
            }
        }
        // Each on its own would make about four times as many before it has enough by itself.
        QVERIFY2(made_by_all <= made * 3 / 2, std::to_string(made_by_all).c_str());
        QVERIFY(rounds <= 3);
    }

    void rounds_of_shards_make_the_same_images() {
        for (const auto selection : {Selection::kUniform, Selection::kQuota}) {
            auto whole = request();
            whole.settings.selection = selection;
            whole.settings.round_size = 8;
            whole.settings.lower_bound = 20;
            whole.settings.max_near_duplicates = 2;
            scale_up(whole, test::fake_model());
            int rounds = 0;
            const fs::path joined = run_rounds(whole, 3, rounds);
            QVERIFY(rounds > 2);
            QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
        }
    }

    void a_round_that_the_limit_cut_short_is_finished_under_a_higher_one() {
        auto whole = request();
        whole.settings.selection = Selection::kQuota;
        whole.settings.round_size = 10;
        whole.settings.lower_bound = 1000;
        whole.settings.max_images = 28;
        scale_up(whole, test::fake_model());
        auto work = whole;
        work.settings.max_images = 13;
        const fs::path counts = fresh();
        auto folders = run_shards(work, 2);
        merge_shards({folders, {}, counts, false});
        run_shards(work, 2, folders, counts);
        QCOMPARE(merge_shards({folders, {}, counts, false}).counts.next, std::int64_t{13});
        work.settings.max_images = 28;
        run_shards(work, 2, folders, counts);
        merge_shards({folders, {}, counts, false});
        run_shards(work, 2, folders, counts);
        const fs::path joined = fresh();
        merge_shards({folders, joined, {}, false});
        QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
    }

    void a_joined_scale_up_can_be_continued() {
        auto work = request();
        work.settings.lower_bound = 1000;
        work.settings.max_images = 12;
        const auto folders = run_shards(work, 2);
        auto joined = request();
        joined.settings = work.settings;
        merge_shards({folders, joined.out, {}, false});
        joined.settings.max_images = 20;
        scale_up(joined, test::fake_model());
        auto whole = request();
        whole.settings = joined.settings;
        scale_up(whole, test::fake_model());
        QVERIFY(test::scale_up_files(joined.out) == test::scale_up_files(whole.out));
    }

    void what_does_not_belong_together_is_refused() {
        auto work = request();
        work.settings.max_images = 6;
        const auto folders = run_shards(work, 2);
        const fs::path out = fresh();
        QVERIFY(refusal({{}, out, {}, false}).find("nothing to merge") != std::string::npos);
        QVERIFY(refusal({{folders[0]}, out, {}, false}).find("Shard 2/2 is missing") != std::string::npos);
        QVERIFY(refusal({{folders[0], folders[0]}, out, {}, false}).find("both shard 1/2") != std::string::npos);
        QVERIFY(refusal({{folders[0], m_root / "references"}, out, {}, false}).find("no folder of scale-up") !=
                std::string::npos);
        auto other = work;
        other.settings.seed = 99;
        const auto others = run_shards(other, 2);
        QVERIFY(refusal({{folders[0], others[1]}, out, {}, false}).find("seed 99 instead of 7") != std::string::npos);
        const auto thirds = run_shards(work, 3);
        QVERIFY(refusal({{folders[0], thirds[1]}, out, {}, false}).find("2/3 beside 1/2") != std::string::npos);
        QVERIFY(refusal({folders, m_root / "references", {}, false}).find("not empty") != std::string::npos);
        QVERIFY(!fs::exists(out));
    }

    void a_shard_that_lags_behind_is_named() {
        auto work = request();
        work.settings.lower_bound = 1000;
        work.settings.max_images = 20;
        const auto folders = run_shards(work, 2);
        const ScaleUpFolder second{folders[1]};
        const std::string items = read_file(second.items());
        write_file_atomically(second.items(), items.substr(0, items.find('\n', items.size() / 2) + 1));
        const fs::path out = fresh();
        QVERIFY(refusal({folders, out, {}, false}).find("Shard 2/2") != std::string::npos);
        QVERIFY(!fs::exists(out));
        const auto partial = merge_shards({folders, out, {}, true});
        QVERIFY(partial.counts.counts.made < 20 && partial.counts.counts.made > 10);
        run_shards(work, 2, folders);
        auto whole = request();
        whole.settings = work.settings;
        scale_up(whole, test::fake_model());
        const fs::path joined = fresh();
        merge_shards({folders, joined, {}, false});
        QVERIFY(test::scale_up_files(joined) == test::scale_up_files(whole.out));
    }

    void counts_of_another_scale_up_are_refused() {
        auto work = request();
        work.settings.selection = Selection::kQuota;
        work.settings.round_size = 6;
        const fs::path counts = fresh();
        const auto folders = run_shards(work, 2);
        merge_shards({folders, {}, counts, false});
        work.settings.seed = 3;
        work.settings.shard = {1, 2};
        work.counts = counts;
        work.out = fresh();
        QVERIFY_THROWS_EXCEPTION(UsageError, scale_up(work, test::fake_model()));
        write_file_atomically(counts, "{}");
        QVERIFY_THROWS_EXCEPTION(FormatError, scale_up(work, test::fake_model()));
        QVERIFY(!fs::exists(work.out));
    }
};

DESTUDIO_TEST(MergeShardsTest)

}  // namespace destudio::merge_shards_test

#include "merge_shards_test.moc"
