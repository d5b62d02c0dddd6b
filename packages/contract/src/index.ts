export {
  type AuditAnswer,
  type AuditEntry,
  auditAnswer,
  type LogInRequest,
  logInRequest,
  type NewTokenAnswer,
  type NewTokenRequest,
  type NewUserRequest,
  newTokenAnswer,
  newTokenRequest,
  newUserRequest,
  type PasswordRequest,
  passwordLengths,
  passwordRequest,
  type Role,
  type SessionAnswer,
  type SetUpRequest,
  type ShownToken,
  type ShownUser,
  sessionAnswer,
  setUpRequest,
  type TokenScope,
  type TokensAnswer,
  tokenScopes,
  tokensAnswer,
  type UserChange,
  type UsersAnswer,
  userChange,
  usersAnswer,
} from "./access.ts";
export { type AccessConfig, accessConfig, type HttpTlsConfig } from "./access-config.ts";
export { type AmsReaderConfig, amsReaderConfig } from "./amsreader.ts";
export {
  type BrokerTestAnswer,
  type BrokerTestRequest,
  brokerTestAnswer,
  brokerTestRequest,
} from "./broker-test.ts";
export {
  type Capsule,
  type CapsuleAnswer,
  type CapsuleDiagnosis,
  type CapsuleRequest,
  type CapsuleSource,
  type CapsuleSummary,
  capsule,
  capsuleAnswer,
  capsuleRequest,
} from "./capsule.ts";
export { type CompareAnswer, compareAnswer } from "./compare.ts";
export {
  type BrokerConfig,
  brokerConfig,
  type Configuration,
  configuration,
  type EmbeddedBrokerConfig,
  type FileSourceConfig,
  type HttpConfig,
  type LogConfig,
  type MeterConfig,
  type MultipliersConfig,
  meterConfig,
  type ScalesConfig,
  type SerialSourceConfig,
  type SimulatorSourceConfig,
  type SourceConfig,
  type StoreConfig,
  sourceConfig,
  type TcpSourceConfig,
} from "./config.ts";
export {
  type ConfigurationAnswer,
  type ConfigurationApplyAnswer,
  type ConfigurationChange,
  type ConfigurationCheckAnswer,
  configurationAnswer,
  configurationApplyAnswer,
  configurationChange,
  configurationCheckAnswer,
  type ImportAmsReaderAnswer,
  importAmsReaderAnswer,
  type ReloadState,
  type TouchedPart,
  touchedPart,
} from "./configuration-api.ts";
export {
  type ConfigurationProblem,
  type ConfigurationProblemKey,
  type ConfigurationProblemValues,
  type ConfigurationProblemWords,
  configurationProblem,
} from "./configuration-problems.ts";
export {
  type Connection,
  type ConnectionsAnswer,
  type ConnectionTestAnswer,
  connection,
  connectionsAnswer,
  connectionTestAnswer,
} from "./connections.ts";
export {
  type CapacityRuleView,
  type ComponentDetails,
  type ComponentView,
  componentDetails,
  componentView,
  type TimeFilterView,
} from "./contract-components.ts";
export {
  type ContractCheckAnswer,
  type ContractCheckRequest,
  type ContractFileAnswer,
  type ContractFilesAnswer,
  type ContractPatternsAnswer,
  type ContractProblem,
  type ContractSaveAnswer,
  type ContractSaveRequest,
  type ContractTrialAnswer,
  type ContractTrialRequest,
  contractCheckAnswer,
  contractCheckRequest,
  contractFileAnswer,
  contractFileName,
  contractFilesAnswer,
  contractOctets,
  contractPatternsAnswer,
  contractProblem,
  contractSaveAnswer,
  contractSaveRequest,
  contractTrialAnswer,
  contractTrialRequest,
  type ListedContract,
  type TariffFileAnswer,
  tariffFileAnswer,
} from "./contract-files.ts";
export { contractFileSchema, type NamedRule } from "./contract-schema.ts";

export {
  type CorrectionAnswer,
  type CorrectionRequest,
  correctionAnswer,
  correctionRequest,
  type HomesAnswer,
  homesAnswer,
} from "./corrections.ts";
export { eventsAnswer, type MeterEvent, meterEvent } from "./events.ts";
export type { EventsConfig } from "./events-config.ts";
export {
  type DetectAnswer,
  type DetectRequest,
  detectAnswer,
  detectRequest,
  type Finding,
  type KeyCheckAnswer,
  type KeyCheckRequest,
  keyCheckAnswer,
  keyCheckRequest,
  type SerialPortsAnswer,
  serialPortsAnswer,
} from "./finding.ts";
export {
  type LedgerAmount,
  type LedgerEditRequest,
  type LedgerEditsAnswer,
  type LedgerIntervalsAnswer,
  type LedgerRegistersAnswer,
  ledgerEditRequest,
  ledgerEditsAnswer,
  ledgerIntervalsAnswer,
  ledgerRegistersAnswer,
  ledgerSpan,
  type SelfUseAnswer,
  selfUseAnswer,
} from "./ledger.ts";
export type { HomeConfig, LedgerStoreConfig } from "./ledger-config.ts";
export {
  type DiagnosesAnswer,
  diagnosesAnswer,
  type FrameAnswer,
  type FramesAnswer,
  frameAnswer,
  framesAnswer,
  type LineAnswer,
  type LineStep,
  type LiveFrame,
  type LoggedDiagnosis,
  lineAnswer,
  liveFrame,
} from "./line.ts";
export {
  type ChannelState,
  channelState,
  type GatewayState,
  gatewayState,
  type HistoryAnswer,
  historyAnswer,
  type LineHealth,
  type LiveEvent,
  lineHealth,
  type MeterState,
  meterState,
  type ScaleState,
  type ShownDiagnosis,
  type SinkState,
  type SourceState,
  type StoreState,
  shownDiagnosis,
  sinkState,
  sourceState,
  storeState,
} from "./live.ts";
export {
  type MeterDetail,
  type MetersAnswer,
  metersAnswer,
  type ReadingItem,
  type ReadingsAnswer,
  readingsAnswer,
} from "./meters.ts";
export { type KnownMeterConfig, knownMeterConfig } from "./meters-config.ts";
export {
  type MqttAvailability,
  type MqttBridgeInfo,
  type MqttBridgeMeter,
  type MqttEnergy,
  type MqttLine,
  type MqttReading,
  mqttBridgeInfo,
  mqttEnergy,
  mqttLine,
  mqttReading,
} from "./mqtt.ts";
export {
  type MqttPrices,
  mqttPrices,
  type PriceSourceState,
  type PricesAnswer,
  priceSourceState,
  pricesAnswer,
  type ShownPrice,
} from "./prices.ts";
export type {
  ConvertConfig,
  DatahubPricelistPricesConfig,
  EnergiDataServicePricesConfig,
  EnergyChartsPricesConfig,
  EntsoePricesConfig,
  FixedPricesConfig,
  HvakosterstrommenPricesConfig,
  PriceSourceConfig,
  PricesConfig,
  TablePricesConfig,
} from "./prices-config.ts";
export type {
  FilesSinkConfig,
  InfluxdbSinkConfig,
  PostgresqlSinkConfig,
  SinkConfig,
  SinkTlsConfig,
  WebhookSinkConfig,
} from "./sinks-config.ts";
export type {
  HttpSourceConfig,
  MqttSourceConfig,
  NetworkSourceConfig,
  PulseSourceConfig,
  PushSourceConfig,
  TcpServerSourceConfig,
  ValueSourceConfig,
} from "./source-configs.ts";
export { type EnergyBefore, type SummaryAnswer, summaryAnswer } from "./summary.ts";
export {
  type CapacityMonth,
  type ContractPricesAnswer,
  type ContractPriceView,
  type ContractsAnswer,
  type ContractView,
  type CostAnswerItem,
  type CostsAnswer,
  contractPricesAnswer,
  contractsAnswer,
  costsAnswer,
  type EnergyNow,
  energyNow,
  type PeaksAnswer,
  type PeakView,
  type PriceNow,
  peaksAnswer,
  type WhatIfAnswer,
  type WindowView,
  whatIfAnswer,
} from "./tariffs.ts";
export { type TariffConfig, tariffConfig } from "./tariffs-config.ts";
export { toldBackup } from "./told/backup.ts";
export { toldFeeds } from "./told/feeds.ts";
export { type BrokerReasons, brokerReasons, toldOutputs } from "./told/outputs.ts";
export { toldPlaces } from "./told/places.ts";
export { toldRefusals } from "./told/refusals.ts";
export { toldSettings } from "./told/settings.ts";
export { toldYaml } from "./told/yaml.ts";
export { type FindingCode, findings, type Told, type ToldKey, tell, tellAll, told } from "./told.ts";
export type {
  HomeWizardMeterConfig,
  ModbusMeterConfig,
  P1MeterConfig,
  VirtualMeterConfig,
} from "./virtual-meters.ts";
export { type VoltageAnswer, voltageAnswer } from "./voltage.ts";
export { isWords, type Remark, remark, type ShownWords, toWords, words } from "./words.ts";
