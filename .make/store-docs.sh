# Keep in docs/ what the READMEs show, in each language: the report on the article, a figure of it, and one of the demo team's.
set -eu
mkdir -p docs
for language in fr en; do
    cp "reports/article.$language.html" docs/
    cp "data/processed/article/figures/people.$language.svg" docs/
    cp "data/processed/demo-team/figures/verdict.$language.svg" "docs/demo-team.$language.svg"
done
