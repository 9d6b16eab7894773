// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/number_list.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <limits>

#include "core/base/rung.h"
#include "ui/base/free_text.h"

namespace destudio::ui {
namespace {

constexpr std::size_t kMaxSeeds = 64;

QStringList words_of(const QString& text) {
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    return text.split(separators, Qt::SkipEmptyParts);
}

QString ratio_text(double ratio) {
    return QString::number(ratio, 'g', QLocale::FloatingPointShortest);  // read again, it is the same number
}

}  // namespace

RatioList parse_ratios(const QString& text, int steps, Sampler sampler) {
    RatioList result;
    for (const QString& word : words_of(text)) {
        bool ok = false;
        const double ratio = word.toDouble(&ok);
        if (!ok) {
            return {{}, tr("“%1” is not a number.").arg(word)};
        }
        switch (rung_problem(sampler, steps, ratio)) {
            case RungProblem::kOutsideRange:
                return {{}, tr("%1 is outside the range: above 0, up to 1.").arg(word)};
            case RungProblem::kNoStep:
                return {{}, tr("%1 of %2 steps is less than one step.").arg(word).arg(steps)};
            case RungProblem::kTooManySteps:
                return {{},
                        tr("%1 has room for %2 steps with this sampler, not %3.")
                            .arg(word)
                            .arg(rung_start(sampler, steps, ratio))
                            .arg(steps)};
            case RungProblem::kNone:
                break;
        }
        if (std::find(result.ratios.begin(), result.ratios.end(), ratio) == result.ratios.end()) {
            result.ratios.push_back(ratio);
        }
    }
    if (result.ratios.empty()) {
        return {{}, tr("Type at least one ratio, for example 0.6.")};
    }
    std::sort(result.ratios.begin(), result.ratios.end());
    return result;
}

SeedList parse_seeds(const QString& text) {
    SeedList result;
    for (const QString& word : words_of(text)) {
        const QStringList ends = word.split(QLatin1Char('-'));
        bool first_ok = false;
        bool last_ok = false;
        const std::uint64_t first = ends.front().toULongLong(&first_ok);
        const std::uint64_t last = ends.back().toULongLong(&last_ok);
        if (!first_ok || !last_ok || ends.size() > 2 || last < first) {
            return {{}, tr("“%1” is not a seed: use whole numbers, or ranges such as 1-4.").arg(word)};
        }
        if (last - first >= kMaxSeeds) {
            return {{}, tr("At most %1 seeds at once.").arg(kMaxSeeds)};
        }
        for (std::uint64_t i = 0; i <= last - first; ++i) {
            if (std::find(result.seeds.begin(), result.seeds.end(), first + i) == result.seeds.end()) {
                result.seeds.push_back(first + i);
            }
        }
    }
    if (result.seeds.empty()) {
        return {{}, tr("Type at least one seed, for example 1.")};
    }
    if (result.seeds.size() > kMaxSeeds) {
        return {{}, tr("At most %1 seeds at once.").arg(kMaxSeeds)};
    }
    return result;
}

QString ratios_text(const std::vector<double>& ratios) {
    QStringList words;
    for (const double ratio : ratios) {
        words << ratio_text(ratio);
    }
    return words.join(QStringLiteral(", "));
}

QString seeds_text(const std::vector<std::uint64_t>& seeds) {
    QStringList words;
    for (const std::uint64_t seed : seeds) {
        words << QString::number(seed);
    }
    return words.join(QStringLiteral(", "));
}

QString stepped_seeds(const QString& text, int direction) {
    static const QRegularExpression number(QStringLiteral("\\d+"));
    if (!parse_seeds(text).error.isEmpty()) {
        return text;
    }
    QString stepped;
    qsizetype from = 0;
    for (const QRegularExpressionMatch& match : number.globalMatch(text)) {
        const quint64 seed = match.captured().toULongLong();
        if ((direction < 0 && seed == 0) || (direction > 0 && seed == std::numeric_limits<quint64>::max())) {
            return text;
        }
        stepped += text.sliced(from, match.capturedStart() - from);
        stepped += QString::number(direction < 0 ? seed - 1 : seed + 1);
        from = match.capturedEnd();
    }
    return stepped + text.sliced(from);
}

QString effective_steps_text(const std::vector<double>& ratios, int steps, Sampler sampler) {
    const DistinctRungs distinct = distinct_rungs(ratios, {}, sampler, steps);
    QStringList words;
    for (const double ratio : distinct.ratios) {
        words << QString::number(effective_steps(sampler, steps, ratio));
    }
    QStringList left_out;
    for (const auto& [ratio, kept, run] : distinct.joined) {
        left_out << tr("%1 runs as many steps as %2 and is left out.").arg(ratio_text(ratio), ratio_text(kept));
    }
    const QString runs = tr("Runs %1 of %2 steps").arg(words.join(QStringLiteral(", "))).arg(steps);
    return left_out.isEmpty() ? runs : runs + QStringLiteral(". ") + left_out.join(QLatin1Char(' '));
}

}  // namespace destudio::ui
