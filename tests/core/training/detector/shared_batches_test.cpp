// SPDX-License-Identifier: Apache-2.0
// A batch computed in parts, and by several processes, against the whole.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cstdlib>

#include "core/base/error.h"
#include "core/training/detector/adapter_trainer.h"
#include "core/training/detector/batch_prefetch.h"
#include "core/training/loop/peers.h"
#include "core/training/sources/adapter_world_source.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::shared_batches_test {

using namespace destudio::training;

namespace fs = std::filesystem;

namespace {

constexpr const char* kFolderVariable = "DESTUDIO_TEST_SHARED_FOLDER";
constexpr const char* kFrameworkVariable = "DESTUDIO_TEST_SHARED_FRAMEWORK";
constexpr const char* kStepsVariable = "DESTUDIO_TEST_SHARED_STEPS";

AdapterRecipe shared_recipe(const std::string& framework, int accumulate, int steps = 4) {
    nlohmann::json model = {{"embed_dim", 16}, {"group_norm_groups", 4}};
    if (framework == "retinanet") {
        model["head_convs"] = 1;
    } else {
        // Denoising queries are drawn for the pictures of a part together.
        model.update({{"num_heads", 2},
                      {"feedforward_dim", 16},
                      {"num_encoder_layers", 1},
                      {"num_decoder_layers", 2},
                      {"num_queries", 10},
                      {"select_box_nums_for_evaluation", 20},
                      {"dn_number", 0}});
    }
    return parse_adapter_recipe({{"framework", framework},
                                 {"image_size", 32},
                                 {"steps", steps},
                                 {"batch", 4},
                                 {"accumulate", accumulate},
                                 {"max_timestep", 50},
                                 {"checkpoint_every", 2},
                                 {"evaluate_every", 1000},
                                 {"evaluation_images", 2},
                                 {"dtype", "float32"},
                                 {"model", model}},
                                "recipe");
}

std::map<std::int64_t, double> train_shared(const AdapterRecipe& recipe, const fs::path& bundle, const fs::path& out,
                                            Peers* peers = nullptr) {
    const WorldImageSource scenes(built_in_atlas(), world::Split::kTrain, 1);
    train_adapter({recipe, bundle, scenes, scenes, out, torch::kCPU, {}, {}, {}, {}, {}, peers});
    return logged_losses(out, "adapter");
}

std::map<std::int64_t, double> norms_of(const fs::path& out) {
    std::map<std::int64_t, double> norms;
    std::ifstream log(out / "log.jsonl");
    for (std::string line; std::getline(log, line);) {
        const auto json = nlohmann::json::parse(line);
        if (json.contains("gradient_norm")) {
            norms[json.at("step").get<std::int64_t>()] = json.at("gradient_norm").get<double>();
        }
    }
    return norms;
}

bool are_near(const std::map<std::int64_t, double>& values, const std::map<std::int64_t, double>& expected,
              double tolerance) {
    return values.size() == expected.size() && std::all_of(expected.begin(), expected.end(), [&](const auto& entry) {
               const auto found = values.find(entry.first);
               return found != values.end() &&
                      std::abs(found->second - entry.second) <= tolerance * std::abs(entry.second);
           });
}

const char* own_variable(const char* name) {
    return std::getenv(name);
}

int free_port() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    bind(listener, reinterpret_cast<sockaddr*>(&address), length);
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
    close(listener);
    return ntohs(address.sin_port);
}

}  // namespace

class SharedBatchesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    fs::path root() const { return m_dir.path().toStdString(); }

    /// Starts this program again as process `rank` of two, training in root()/name.
    std::unique_ptr<QProcess> start(int rank, int port, const std::string& framework, const std::string& name,
                                    int steps) const {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        const std::map<std::string, std::string> variables{
            {"RANK", std::to_string(rank)},  {"WORLD_SIZE", "2"},
            {"MASTER_ADDR", "127.0.0.1"},    {"MASTER_PORT", std::to_string(port)},
            {"OMP_NUM_THREADS", "1"},        {kFolderVariable, (root() / name).string()},
            {kFrameworkVariable, framework}, {kStepsVariable, std::to_string(steps)}};
        for (const auto& [variable, value] : variables) {
            environment.insert(QString::fromStdString(variable), QString::fromStdString(value));
        }
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("shared_batches_test"), QStringLiteral("one_process_trains_its_part_or_the_whole")});
        return process;
    }

private slots:
    void initTestCase() { make_bundle(root() / "bundle"); }

    /// What the two processes of the tests below run; alone, it trains on whole batches.
    void one_process_trains_its_part_or_the_whole() {
        const auto place = peer_place(own_variable);
        const char* const folder = std::getenv(kFolderVariable);
        if (!place || folder == nullptr) {
            QCOMPARE(train_shared(shared_recipe("retinanet", 1), root() / "bundle", root() / "alone").size(),
                     std::size_t{4});
            return;
        }
        PeerPlace patient = *place;
        patient.timeout = std::chrono::seconds(60);
        const auto peers = join_peers(patient);
        const fs::path shared(folder);
        const auto recipe = shared_recipe(std::getenv(kFrameworkVariable), 1, std::atoi(std::getenv(kStepsVariable)));
        // A process that is not the first has nothing to write.
        const fs::path out = peers->rank() == 0 ? shared : shared / "nothing-goes-here";
        try {
            train_shared(recipe, fs::path(shared).parent_path() / "bundle", out, peers.get());
        } catch (const Error& error) {
            QFAIL(error.what());
        }
        QCOMPARE(fs::exists(out), peers->rank() == 0);
    }

    void parts_of_a_batch_give_its_gradients_data() {
        QTest::addColumn<QString>("framework");
        QTest::newRow("retinanet") << "retinanet";
        QTest::newRow("dino") << "dino";
    }

    void parts_of_a_batch_give_its_gradients() {
        QFETCH(QString, framework);
        const std::string name = framework.toStdString();
        const auto whole = train_shared(shared_recipe(name, 1), root() / "bundle", root() / (name + "-whole"));
        const auto parts = train_shared(shared_recipe(name, 4), root() / "bundle", root() / (name + "-parts"));
        QVERIFY(are_near(parts, whole, 2e-4));
        QVERIFY(are_near(norms_of(root() / (name + "-parts")), norms_of(root() / (name + "-whole")), 2e-3));
    }

    void two_processes_give_the_losses_of_one_data() { parts_of_a_batch_give_its_gradients_data(); }

    void two_processes_give_the_losses_of_one() {
        QFETCH(QString, framework);
        const std::string name = framework.toStdString();
        const auto alone = train_shared(shared_recipe(name, 1), root() / "bundle", root() / (name + "-one"));
        const int port = free_port();
        const auto first = start(0, port, name, name + "-two", 4);
        const auto second = start(1, port, name, name + "-two", 4);
        QVERIFY(first->waitForFinished(90000) && second->waitForFinished(90000));
        QVERIFY2(first->exitCode() == 0, first->readAll().constData());
        QVERIFY2(second->exitCode() == 0, second->readAll().constData());
        QVERIFY(are_near(logged_losses(root() / (name + "-two"), "adapter"), alone, 2e-4));
        QVERIFY(are_near(norms_of(root() / (name + "-two")), norms_of(root() / (name + "-one")), 2e-3));
    }

    void two_processes_go_on_from_the_first_ones_checkpoint() {
        const auto alone = train_shared(shared_recipe("retinanet", 1), root() / "bundle", root() / "resumed-one");
        train_shared(shared_recipe("retinanet", 1, 2), root() / "bundle", root() / "resumed");
        fs::remove(root() / "resumed/best.json");
        const int port = free_port();
        const auto first = start(0, port, "retinanet", "resumed", 4);
        const auto second = start(1, port, "retinanet", "resumed", 4);
        QVERIFY(first->waitForFinished(90000) && second->waitForFinished(90000));
        QVERIFY2(first->exitCode() == 0, first->readAll().constData());
        auto losses = logged_losses(root() / "resumed", "adapter");
        QCOMPARE(losses.size(), std::size_t{4});
        // The rate falls by the length of the run, so only the first step after it is the same.
        QVERIFY(std::abs(losses.at(0) - alone.at(0)) < 1e-6 * std::abs(alone.at(0)));
    }

    void a_process_that_dies_ends_the_others_with_a_sentence() {
        const int port = free_port();
        const auto first = start(0, port, "retinanet", "dying", 100000);
        const auto second = start(1, port, "retinanet", "dying", 100000);
        QTRY_VERIFY_WITH_TIMEOUT(logged_losses_so_far("dying") > 1, 60000);
        second->kill();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(first->waitForFinished(30000));
        QVERIFY(first->exitCode() != 0);
        const QByteArray said = first->readAll();
        QVERIFY2(said.contains("another one ended or no longer answers"), said.constData());
        QVERIFY(second->waitForFinished(30000));
    }

    void a_process_that_never_comes_is_told_of() {
        PeerPlace place{0, 2, "127.0.0.1", free_port(), std::chrono::seconds(3)};
        QElapsedTimer clock;
        clock.start();
        try {
            join_peers(place);
            QFAIL("nobody came");
        } catch (const ResourceError& error) {
            QVERIFY2(std::string(error.what()).find("did not all meet at 127.0.0.1") != std::string::npos,
                     error.what());
        }
        QVERIFY(clock.elapsed() < 20000);
    }

    void a_batch_must_be_shared_equally() {
        class ThreePeers : public Peers {
        public:
            int rank() const override { return 0; }
            int size() const override { return 3; }
            void sum(torch::Tensor&) override {}
            void broadcast(torch::Tensor&) override {}
        };
        ThreePeers peers;
        QVERIFY_EXCEPTION_THROWN(train_shared(shared_recipe("retinanet", 1), root() / "bundle", root() / "odd", &peers),
                                 ConfigError);
    }

    void batches_made_ahead_are_the_same_and_come_in_order() {
        std::atomic<int> made = 0;
        BatchPrefetch<std::int64_t> prefetch(
            [&made](std::int64_t number) {
                ++made;
                return number * 10;
            },
            5);
        for (const std::int64_t number : {0, 1, 2, 4, 4}) {
            QCOMPARE(prefetch.get(number), number * 10);
        }
        QCOMPARE(made.load(), 6);  // number 3 was made ahead in vain, and none after the last
    }

    void what_goes_wrong_ahead_is_thrown_when_its_turn_comes() {
        BatchPrefetch<int> prefetch(
            [](std::int64_t number) { return number == 1 ? throw IoError("The picture is gone.") : 7; }, 3);
        QCOMPARE(prefetch.get(0), 7);
        QVERIFY_EXCEPTION_THROWN(prefetch.get(1), IoError);
    }

private:
    std::size_t logged_losses_so_far(const std::string& name) const {
        std::ifstream log(root() / name / "log.jsonl");
        std::size_t lines = 0;
        for (std::string line; std::getline(log, line);) {
            ++lines;
        }
        return lines;
    }
};

DESTUDIO_CORE_TEST(SharedBatchesTest)

}  // namespace destudio::shared_batches_test

#include "shared_batches_test.moc"
