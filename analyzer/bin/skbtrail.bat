@echo off
rem Starts the analyzer on Windows, as the script skbtrail does elsewhere; without colours, paging and shared classes.
setlocal
set "built=%~dp0..\target"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED ^
    -cp "%built%\skbtrail.jar;%built%\lib\*" dev.skbtrail.analyzer.cli.Main %*
exit /b %ERRORLEVEL%
