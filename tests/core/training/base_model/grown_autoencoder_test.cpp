// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/grown_autoencoder.h"

#include <QTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::grown_autoencoder_test {

using namespace destudio::training;

namespace {

nn::AutoencoderKlConfig small_config() {
    return nn::parse_autoencoder_kl_config({{"block_out_channels", {8, 12}},
                                            {"layers_per_block", 1},
                                            {"norm_num_groups", 4},
                                            {"latent_channels", 4},
                                            {"sample_size", 16}},
                                           "test");
}

torch::Tensor enlarged(const torch::Tensor& image, std::int64_t factor) {
    return image.repeat_interleave(factor, 2).repeat_interleave(factor, 3);
}

/// Whether `large` does at `factor` times the size what `small` does.
void compare(nn::AutoencoderKl& small, nn::AutoencoderKl& large, std::int64_t factor) {
    const torch::NoGradGuard no_grad;
    const auto image = torch::rand({2, 3, 32 * factor, 16 * factor});
    QVERIFY(torch::allclose(large.encode_moments(image), small.encode_moments(torch::avg_pool2d(image, factor)), 1e-4,
                            1e-5));
    const auto latent = torch::randn({2, 4, 5, 3});
    QVERIFY(torch::allclose(large.decode(latent), enlarged(small.decode(latent), factor), 1e-4, 1e-5));
}

}  // namespace

class GrownAutoencoderTest : public QObject {
    Q_OBJECT

private slots:
    void at_first_it_computes_the_same_at_a_larger_size() {
        torch::manual_seed(1);
        nn::AutoencoderKl small(small_config());
        nn::AutoencoderKl twice(grown_config(small.config(), 2));
        grow_autoencoder(small, twice);
        QCOMPARE(twice.config().factor(), 2 * small.config().factor());
        QCOMPARE(twice.config().sample_size, 32);
        compare(small, twice, 2);
        nn::AutoencoderKl six_times(grown_config(twice.config(), 3));
        grow_autoencoder(twice, six_times);
        compare(small, six_times, 6);
    }

    void patches_have_a_limit() { QVERIFY_EXCEPTION_THROWN(grown_config(small_config(), 1000), ConfigError); }
};

DESTUDIO_CORE_TEST(GrownAutoencoderTest)

}  // namespace destudio::grown_autoencoder_test

#include "grown_autoencoder_test.moc"
