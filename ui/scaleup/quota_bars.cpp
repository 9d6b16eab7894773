// SPDX-License-Identifier: Apache-2.0
#include "ui/scaleup/quota_bars.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <algorithm>

#include "core/scaleup/class_bounds.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kQuotaScale = 1000;
constexpr int kQuotaBarHeight = 10;

}  // namespace

QuotaBars::QuotaBars(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, widgets::kMargin, 0);
    m_grid->setHorizontalSpacing(2 * widgets::kMargin);
    m_grid->setColumnStretch(1, 1);
}

void QuotaBars::make_rows(std::size_t count) {
    while (m_rows.size() > count) {
        const Row& row = m_rows.back();
        for (QWidget* widget :
             {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.bar), static_cast<QWidget*>(row.count)}) {
            delete widget;
        }
        m_rows.pop_back();
    }
    while (m_rows.size() < count) {
        const Row row{new QLabel(this), new QProgressBar(this), new QLabel(this)};
        row.bar->setRange(0, kQuotaScale);
        row.bar->setTextVisible(false);
        row.bar->setFixedHeight(kQuotaBarHeight);
        row.count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int at = static_cast<int>(m_rows.size());
        m_grid->addWidget(row.name, at, 0);
        m_grid->addWidget(row.bar, at, 1);
        m_grid->addWidget(row.count, at, 2);
        m_rows.push_back(row);
    }
}

void QuotaBars::show_progress(const scaleup::ScaleUpStatus& status) {
    std::vector<scaleup::ClassProgress> bounded;
    std::copy_if(status.classes.begin(), status.classes.end(), std::back_inserter(bounded),
                 [](const auto& entry) { return entry.bound != scaleup::kNoBound; });
    const std::size_t classes = bounded.size();
    bounded.insert(bounded.end(), status.clusters.begin(), status.clusters.end());
    make_rows(bounded.size());
    const QLocale locale;
    for (std::size_t i = 0; i < bounded.size(); ++i) {
        const auto& entry = bounded[i];
        const bool cluster = i >= classes;
        const QString what = QString::fromStdString(entry.name);
        const QString name = cluster ? tr("Cluster %1").arg(i - classes + 1) : what;
        // Full only when the bound is exceeded.
        const std::int64_t filled = std::min<std::int64_t>(kQuotaScale, entry.boxes * kQuotaScale / (entry.bound + 1));
        m_rows[i].name->setText(name);
        m_rows[i].name->setToolTip(cluster ? what : QString());
        m_rows[i].bar->setValue(static_cast<int>(filled));
        m_rows[i].bar->setAccessibleName((cluster ? tr("Images of %1") : tr("Boxes of %1")).arg(name));
        m_rows[i].count->setText(tr("%1 of %2")
                                     .arg(locale.toString(static_cast<qlonglong>(entry.boxes)),
                                          locale.toString(static_cast<qlonglong>(entry.bound + 1))));
    }
}

}  // namespace destudio::ui
