# The service and its migrator in one image:
#   dotnet RetentionApi.dll                          (the default)
#   dotnet RetentionApi.Migrations.dll migrate
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What decides the packages comes first, so that they are fetched anew only when it changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY src/RetentionApi.Domain/RetentionApi.Domain.csproj src/RetentionApi.Domain/packages.lock.json src/RetentionApi.Domain/
COPY src/RetentionApi.Churn/RetentionApi.Churn.csproj src/RetentionApi.Churn/packages.lock.json src/RetentionApi.Churn/
COPY src/RetentionApi.Demo/RetentionApi.Demo.csproj src/RetentionApi.Demo/packages.lock.json src/RetentionApi.Demo/
COPY src/RetentionApi/RetentionApi.csproj src/RetentionApi/packages.lock.json src/RetentionApi/
COPY migrations/RetentionApi.Migrations.csproj migrations/packages.lock.json migrations/
RUN dotnet restore migrations --use-current-runtime --locked-mode -p:PublishReadyToRun=true

COPY src src
COPY migrations migrations
RUN dotnet publish migrations --configuration Release --use-current-runtime --no-self-contained --no-restore \
    -p:PublishReadyToRun=true -p:RunAnalyzers=false --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=5080
EXPOSE 5080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["dotnet", "RetentionApi.dll", "health", "http://127.0.0.1:5080/health/live"]
ENTRYPOINT ["dotnet", "RetentionApi.dll"]
