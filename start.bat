@echo off
rem Double-click: sets up the environment the first time, makes the article's report, opens the folder of reports.
rem Double-clic : installe l'environnement la premiere fois, fait le rapport sur l'article, ouvre le dossier des rapports.
rem Not yet tried on Windows. Pas encore essaye sous Windows. The lines are those of README.md ("Windows, without make").
cd /d "%~dp0"
if exist .venv\Scripts\ssi.exe goto report

if not exist wheels\win-3.13 goto set_up
rem Libraries that "ssi wheelhouse" collected: nothing is asked of the network. Bibliotheques rassemblees : rien n'est demande au reseau.
set PIP_NO_INDEX=1
set PIP_FIND_LINKS=wheels/win-3.13
set UV_OFFLINE=1
set UV_FIND_LINKS=wheels/win-3.13

:set_up
py -3.13 -m venv .venv || goto no_python
.venv\Scripts\python -m pip install uv==0.13.9 || goto failed
.venv\Scripts\uv pip sync --python .venv --compile-bytecode requirements.lock || goto failed

:report
.venv\Scripts\ssi report || goto failed
start "" reports
set "PATH=%~dp0.venv\Scripts;%PATH%"
echo.
echo For your own data, type:  ssi new acme     Pour vos propres donnees, tapez :  ssi new acme
cmd /k
exit /b

:no_python
echo Python 3.13 is needed, with its launcher "py": https://www.python.org/downloads/
echo Il faut Python 3.13, avec son lanceur "py" : https://www.python.org/downloads/
pause
exit /b 1

:failed
echo Something failed, see above. What to mend:  .venv\Scripts\ssi doctor
echo Quelque chose a echoue, voir ci-dessus. Comment le corriger :  .venv\Scripts\ssi doctor
if exist wheels\win-3.13 echo Or wheels\win-3.13 is of another version: collect it again, or delete it where there is a network.
if exist wheels\win-3.13 echo Ou wheels\win-3.13 est d'une autre version : rassemblez-le de nouveau, ou supprimez-le s'il y a du reseau.
pause
exit /b 1
